package dev.latchkey.deployment.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.deployment.Project;
import org.junit.jupiter.api.Test;

/** The list of meters is read rightly, and told to operators completely. */
class MetersTest {

    @Test
    void finds_the_names_in_an_expression() {
        assertThat(Meters.in("histogram_quantile(0.99, sum by (le, a) (rate(x_bucket{outcome=\"y_z\"}[5m]))) > 0.5"
                        + " and max(b:c_total) or absent(d{e=\"f\"}) unless up == 0 offset 5m"))
                .containsExactly("b:c_total", "d", "x_bucket");
    }

    @Test
    void names_each_meter_of_ours_in_the_document() {
        String document = Project.read("docs/observability.md");

        assertThat(Meters.shown())
                .filteredOn(name -> name.startsWith("latchkey_"))
                .map(name -> name.replaceAll("_(bucket|count|sum|max)$", ""))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(document).contains("`" + name + "`"));
    }
}
