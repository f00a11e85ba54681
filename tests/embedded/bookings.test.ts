// The stories of a domain, played once more on the database that a fresh installation runs on.
import './on-embedded.ts';
import '../bookings/book.test.ts';
import '../bookings/change.test.ts';
