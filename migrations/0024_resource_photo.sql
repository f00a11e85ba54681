-- The picture of a resource. It is kept here and not at an address elsewhere: the pages load nothing from other sites, and
-- whoever may not know of a resource must not find its picture. `resource.photo` is the address at which we serve it.
create table resource_photo (
  resource_id uuid primary key references resource (id) on delete cascade,
  media_type text not null,
  bytes bytea not null,
  -- Of the bytes: the address holds its beginning, so that a browser may keep the picture for ever.
  sha256 text not null generated always as (encode(sha256(bytes), 'hex')) stored,
  constraint resource_photo_type_known check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  constraint resource_photo_size check (octet_length(bytes) between 1 and 1048576)
);

-- Addresses elsewhere were taken before, and never shown.
update resource set photo = null where photo is not null;
