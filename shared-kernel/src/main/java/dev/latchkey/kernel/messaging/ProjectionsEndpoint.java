package dev.latchkey.kernel.messaging;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The operator's command over projections, on the management port: list them, show what is parked of one, rebuild it from
 * the start, try parked events again or give one up.
 */
@Endpoint(id = "projections")
public final class ProjectionsEndpoint {

    private static final String NAME = "name";

    private final Projections projections;

    ProjectionsEndpoint(Projections projections) {
        this.projections = projections;
    }

    /** All projections of this service. */
    @ReadOperation
    public List<?> all() {
        return projections.all();
    }

    /** One projection with the places of what is parked of it. */
    @ReadOperation
    public WebEndpointResponse<?> one(@Selector String name) {
        return projections
                .find(name)
                .<WebEndpointResponse<?>>map(status ->
                        new WebEndpointResponse<>(Map.of("status", status, "parked", projections.parked(name))))
                .orElseGet(ProjectionsEndpoint::notFound);
    }

    /**
     * Carries out an action on one projection.
     *
     * @param action {@code rebuild}, {@code retry} or {@code discard}
     * @param place of the parked event to give up, as the list of them names it
     */
    @WriteOperation
    public WebEndpointResponse<?> change(@Selector String name, String action, @Nullable String place) {
        return switch (action) {
            case "rebuild" ->
                projections
                        .rebuild(name)
                        .<WebEndpointResponse<?>>map(WebEndpointResponse::new)
                        .orElseGet(ProjectionsEndpoint::notFound);
            case "retry" -> retry(name);
            case "discard" ->
                place != null && projections.discard(name, place)
                        ? new WebEndpointResponse<>(Map.of(NAME, name, "discarded", place))
                        : notFound();
            default -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_BAD_REQUEST);
        };
    }

    private WebEndpointResponse<?> retry(String name) {
        var taken = projections.retry(name);
        return taken.isPresent()
                ? new WebEndpointResponse<>(Map.of(NAME, name, "taken", taken.getAsInt()))
                : notFound();
    }

    private static WebEndpointResponse<?> notFound() {
        return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
    }
}
