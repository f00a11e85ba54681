"""Subscribes with Evolution's data server, through the library with which Evolution and GNOME Calendar do.

Takes how to come to the calendar as JSON, says "ready", and answers each line with what it has once it has asked the server anew:
its events, and what it would tell the person who looks.
"""

import json
import sys

import gi

gi.require_version("EDataServer", "1.2")
gi.require_version("ECal", "2.0")
from gi.repository import ECal, EDataServer, GLib, ICalGLib  # noqa: E402

NO_WAIT = 0xFFFFFFFF
access = json.loads(sys.argv[1])
is_feed = access["way"] == "feed"
loop = GLib.MainLoop()
told = None


def credentials():
    named = EDataServer.NamedParameters.new()
    named.set("username", access["userName"])
    named.set("password", access["password"])
    return named


def make_source():
    source = EDataServer.Source.new_with_uid("moyens", None)
    source.set_display_name("Moyens")
    source.set_parent("webcal-stub" if is_feed else "caldav-stub")
    source.get_extension("Calendar").set_backend_name("webcal" if is_feed else "caldav")
    if is_feed:
        lead_to(source, access["url"])
        return source
    source.get_extension("Authentication").set_method("plain/password")
    source.get_extension("Authentication").set_user(access["userName"])
    # As its button "Find Calendars" does.
    events = EDataServer.WebDAVDiscoverSupports.EVENTS
    found = EDataServer.webdav_discover_sources_sync(source, access["server"], events, credentials(), None)
    lead_to(source, found.out_discovered_sources[0].href)
    return source


def lead_to(source, url):
    source.get_extension("WebDAV Backend").set_uri(GLib.Uri.parse(url, GLib.UriFlags.ENCODED))


def on_credentials_required(source, reason, *details):
    """It asks so for a password, and tells so of any other failure."""
    global told
    if reason == EDataServer.SourceCredentialsReason.REQUIRED and not is_feed:
        source.invoke_authenticate_sync(credentials(), None)
        return
    told = details[-1].message
    loop.quit()


def on_progress(_view, _percent, message):
    if message == "":
        loop.quit()


def wait(seconds):
    """Until it has done asking, or has something to tell; False: not within that time."""
    is_late = []
    limit = GLib.timeout_add_seconds(seconds, lambda: (is_late.append(True), loop.quit()) and GLib.SOURCE_CONTINUE)
    loop.run()
    GLib.source_remove(limit)
    return not is_late


def ask_anew():
    global told
    while loop.get_context().iteration(False):
        pass
    told = None
    client.refresh_sync(None)
    # Over CalDAV it may let a minute pass between what the server refuses and telling so.
    if not wait(120):
        sys.exit("no answer within two minutes")


def events():
    _, components = client.get_object_list_sync("#t", None)
    utc = ICalGLib.Timezone.get_utc_timezone()
    return [
        {
            "title": one.get_summary(),
            "startsAt": one.get_dtstart().as_timet_with_zone(utc) * 1000,
            "text": one.as_ical_string(),
        }
        for one in components
    ]


registry = EDataServer.SourceRegistry.new_sync(None)
registry.commit_source_sync(make_source(), None)
source = registry.ref_source("moyens")
source.connect("credentials-required", on_credentials_required)
client = ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, NO_WAIT, None)
_, view = client.get_view_sync("#t", None)
view.connect("progress", on_progress)
view.start()
# It asks by itself when a calendar is opened: that is to be over.
wait(5)
print("ready", flush=True)
for _ in sys.stdin:
    ask_anew()
    print(json.dumps({"told": told, "events": events()}), flush=True)
