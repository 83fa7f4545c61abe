package vn.lantoa.shell;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import vn.lantoa.kernel.NotFound;
import vn.lantoa.kernel.Refused;

/// Turns what went wrong into a page or, for programs, a problem as RFC 9457 has it, in the reader's language.
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Troubles {

    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    private final MessageSource words;

    Troubles(MessageSource words) {
        this.words = words;
    }

    @ExceptionHandler
    Object refused(Refused refused, HttpServletRequest request) {
        return answer(
                request,
                HttpStatus.valueOf(refused.status()),
                refused.key(),
                refused.arguments().toArray());
    }

    @ExceptionHandler
    Object notFound(NotFound missing, HttpServletRequest request) {
        return answer(request, HttpStatus.NOT_FOUND, "shell.trouble.404");
    }

    @ExceptionHandler
    Object mistyped(TypeMismatchException mistyped, HttpServletRequest request) {
        if (mistyped.getRootCause() instanceof NotFound)
            return answer(request, HttpStatus.NOT_FOUND, "shell.trouble.404");
        return answer(
                request, HttpStatus.BAD_REQUEST, "shell.trouble.value", String.valueOf(mistyped.getPropertyName()));
    }

    @ExceptionHandler
    Object unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        if (unreadable.getCause() instanceof DatabindException field
                && !field.getPath().isEmpty()) {
            return answer(request, HttpStatus.BAD_REQUEST, "shell.trouble.field", path(field));
        }
        if (unreadable.getCause() instanceof StreamReadException broken && broken.getLocation() != null) {
            var at = broken.getLocation();
            return answer(request, HttpStatus.BAD_REQUEST, "shell.trouble.json-at", at.getLineNr(), at.getColumnNr());
        }
        if (unreadable.getCause() instanceof MismatchedInputException)
            return answer(request, HttpStatus.BAD_REQUEST, "shell.trouble.json-object");
        return answer(request, HttpStatus.BAD_REQUEST, "shell.trouble.json");
    }

    @ExceptionHandler
    Object incomplete(ServletRequestBindingException incomplete, HttpServletRequest request) {
        return answer(request, HttpStatus.BAD_REQUEST, "shell.trouble.400");
    }

    @ExceptionHandler
    Object tooLarge(MaxUploadSizeExceededException large, HttpServletRequest request) {
        return answer(request, HttpStatus.CONTENT_TOO_LARGE, "shell.trouble.413");
    }

    /// Whoever asked has gone away; there is nobody to answer.
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException gone) {}

    @ExceptionHandler
    Object other(Exception trouble, HttpServletRequest request) throws Exception {
        if (trouble instanceof InvalidParameterException parameter) return answer(request, status(parameter));
        if (trouble instanceof ErrorResponse response) return answer(request, response.getStatusCode());
        if (unwritable(trouble)) return answer(request, HttpStatus.BAD_REQUEST, "shell.trouble.letters");
        if (trouble instanceof org.springframework.dao.DataAccessException
                || trouble instanceof org.springframework.transaction.TransactionException) throw trouble;
        LOG.error("{} {}", request.getMethod(), request.getRequestURI(), trouble);
        return answer(request, HttpStatus.INTERNAL_SERVER_ERROR, "shell.trouble.500");
    }

    /// The status that Tomcat knows for parameters it could not read: 413 where a form with its files is too large.
    static HttpStatusCode status(InvalidParameterException unreadable) {
        var status = HttpStatus.resolve(unreadable.getErrorCode());
        return status == null || !status.is4xxClientError() ? HttpStatus.BAD_REQUEST : status;
    }

    /// Whether a letter came that the database can keep in no text: the zero letter.
    private static boolean unwritable(Throwable trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused
                    && ("22021".equals(refused.getSQLState()) || "22P05".equals(refused.getSQLState()))) return true;
        }
        return false;
    }

    /// Where in the JSON the trouble is: `topics[2].title`.
    private static String path(DatabindException field) {
        var path = new StringBuilder();
        for (var step : field.getPath()) {
            if (step.getPropertyName() == null)
                path.append('[').append(step.getIndex()).append(']');
            else path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
        }
        return path.toString();
    }

    /// The answer for a status that nothing more is known about.
    Object answer(HttpServletRequest request, HttpStatusCode status) {
        return answer(request, status, "shell.trouble." + kind(status));
    }

    private static int kind(HttpStatusCode status) {
        return switch (status.value()) {
            case 401, 403, 404, 405, 409, 413, 415 -> status.value();
            default -> status.is4xxClientError() ? 400 : 500;
        };
    }

    private Object answer(
            HttpServletRequest request, HttpStatusCode status, String key, @Nullable Object... arguments) {
        var locale = RequestContextUtils.getLocale(request);
        var sentence = words.getMessage(key, arguments, locale);
        if (program(request)) {
            var problem = ProblemDetail.forStatusAndDetail(status, sentence);
            problem.setInstance(instance(request));
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(problem);
        }
        var piece = request.getHeader("HX-Request") != null && request.getHeader("HX-Boosted") == null;
        return new ModelAndView(
                piece ? "shell/trouble-piece" : "shell/trouble",
                Map.of(
                        "status",
                        status.value(),
                        "heading",
                        words.getMessage("shell.trouble.heading." + kind(status), null, locale),
                        "sentence",
                        sentence),
                status);
    }

    /// Whether it is a program or a device at a door that reads the answer; not whoever opened an address of devices
    /// in a browser.
    private static boolean program(HttpServletRequest request) {
        var path = path(request);
        return path.startsWith("/api/") || (path.startsWith("/doors/") && !reader(request));
    }

    private static boolean reader(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    /// The address that was asked for, also where the error page answers; null for one that is no address at all.
    private static @Nullable URI instance(HttpServletRequest request) {
        try {
            return new URI(path(request));
        } catch (URISyntaxException malformed) {
            return null;
        }
    }

    private static String path(HttpServletRequest request) {
        var original = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return original == null ? request.getRequestURI() : original;
    }
}
