package dev.latchkey.audit.read.logs;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;

/** The operator's command over the view, on the management port: see how far it is, make it anew. */
@Component
@Endpoint(id = "logview")
class LogsCommand {

    private final LogView view;

    LogsCommand(LogView view) {
        this.view = view;
    }

    /** How far it is. */
    @ReadOperation
    LogView.Status status() {
        return view.status();
    }

    /** Carries out an action; {@code rebuild} is the only one. */
    @WriteOperation
    WebEndpointResponse<LogView.Status> change(String action) {
        return "rebuild".equals(action)
                ? new WebEndpointResponse<>(view.rebuild(), WebEndpointResponse.STATUS_OK)
                : new WebEndpointResponse<>(WebEndpointResponse.STATUS_BAD_REQUEST);
    }
}
