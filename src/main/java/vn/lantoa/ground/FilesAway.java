package vn.lantoa.ground;

/// The bucket of files cannot be reached or lets us in no longer. Its sentence is for the log: it names the
/// setting, never a secret.
public final class FilesAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FilesAway(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
