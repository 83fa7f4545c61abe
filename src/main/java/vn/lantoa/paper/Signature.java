package vn.lantoa.paper;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands below the text of an official paper.
///
/// @param recipients left, under "Nơi nhận"
/// @param authority for whom is signed ("T/M BAN THƯỜNG VỤ"), or null
/// @param position of who signs ("BÍ THƯ")
/// @param name of who signs; empty on a paper not yet signed
public record Signature(List<String> recipients, @Nullable String authority, String position, String name) {

    public Signature {
        recipients = List.copyOf(recipients);
    }
}
