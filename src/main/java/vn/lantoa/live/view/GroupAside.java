package vn.lantoa.live.view;

import java.time.Instant;
import java.util.UUID;
import vn.lantoa.live.Note;

/// What somebody wrote while another changed the same text.
public record GroupAside(UUID id, UUID matter, Note note, String writtenBy, Instant writtenAt) {}
