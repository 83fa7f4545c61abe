package vn.lantoa.live;

import java.time.Instant;

/// A piece of a stream, some two seconds long.
///
/// @param run which of the program's runs wrote it, from 1; a new run is a break in the stream's clock
/// @param file its address relative to the stream's
/// @param at when it was recorded
record Segment(int run, String file, double seconds, Instant at) {

    Instant until() {
        return at.plusNanos((long) (seconds * 1e9));
    }
}
