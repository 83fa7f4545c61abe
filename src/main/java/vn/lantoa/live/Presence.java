package vn.lantoa.live;

import java.time.Instant;

/// How long somebody was in a conference's room, as the room's server told; evidence, not a fact.
///
/// @param name as the server gives it
/// @param until when last seen
public record Presence(String name, Instant from, Instant until) {}
