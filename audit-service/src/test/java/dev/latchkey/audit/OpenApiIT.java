package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.DescribedEndpoints;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The API description leaves no endpoint of this service out. */
@ServiceTest
class OpenApiIT {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void describesEveryEndpoint() {
        assertThat(DescribedEndpoints.of(mappings)).isNotEmpty().isSubsetOf(DescribedEndpoints.described());
    }
}
