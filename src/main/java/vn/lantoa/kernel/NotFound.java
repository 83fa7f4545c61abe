package vn.lantoa.kernel;

/// What was asked for does not exist or is not the caller's to see; both answer 404, so that an answer never tells a
/// stranger what exists.
public class NotFound extends RuntimeException {

    public NotFound() {
        super(null, null, false, false);
    }
}
