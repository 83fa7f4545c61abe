package vn.lantoa.shell;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// What went wrong before or after any controller, such as a forged form or a malformed address, looks like every other
/// trouble.
@Controller
class ErrorsController implements ErrorController {

    private final Troubles troubles;

    ErrorsController(Troubles troubles) {
        this.troubles = troubles;
    }

    @RequestMapping("/error")
    Object show(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof InvalidParameterException unread)
            return troubles.answer(request, Troubles.status(unread));
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
        return troubles.answer(request, status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status);
    }
}
