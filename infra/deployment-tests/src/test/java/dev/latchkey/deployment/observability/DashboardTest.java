package dev.latchkey.deployment.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.latchkey.deployment.Project;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The dashboard can be loaded, and each of its panels asks for something that is there. */
class DashboardTest {

    private final JsonObject dashboard = JsonParser.parseString(
                    Project.read("infra/observability/grafana/latchkey.json"))
            .getAsJsonObject();

    private List<JsonObject> panels() {
        return objects(dashboard.getAsJsonArray("panels"));
    }

    private List<JsonObject> graphs() {
        return panels().stream()
                .filter(panel -> !panel.get("type").getAsString().equals("row"))
                .toList();
    }

    private static List<JsonObject> objects(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static String title(JsonObject panel) {
        return panel.get("title").getAsString();
    }

    @Test
    void is_one_dashboard_for_any_data_source() {
        assertThat(dashboard.get("uid").getAsString()).isEqualTo("latchkey");
        assertThat(graphs()).isNotEmpty().allSatisfy(panel -> assertThat(
                        panel.getAsJsonObject("datasource").get("uid").getAsString())
                .as(title(panel))
                .isEqualTo("${datasource}"));
        assertThat(objects(dashboard.getAsJsonObject("templating").getAsJsonArray("list")))
                .extracting(variable -> variable.get("name").getAsString())
                .containsExactly("datasource");
    }

    @Test
    void has_panels_with_ids_and_titles_of_their_own() {
        assertThat(panels()).extracting(panel -> panel.get("id").getAsInt()).doesNotHaveDuplicates();
        assertThat(panels()).extracting(DashboardTest::title).doesNotHaveDuplicates();
        assertThat(graphs())
                .allSatisfy(panel -> assertThat(panel.get("description").getAsString())
                        .as(title(panel))
                        .isNotBlank());
    }

    @Test
    void lays_no_panel_over_another() {
        for (JsonObject one : panels()) {
            for (JsonObject other : panels()) {
                assertThat(!one.equals(other) && overlap(place(one), place(other)))
                        .as("%s over %s", title(one), title(other))
                        .isFalse();
            }
        }
    }

    private record Place(int left, int top, int width, int height) {}

    private static Place place(JsonObject panel) {
        JsonObject position = panel.getAsJsonObject("gridPos");
        return new Place(
                position.get("x").getAsInt(),
                position.get("y").getAsInt(),
                position.get("w").getAsInt(),
                position.get("h").getAsInt());
    }

    private static boolean overlap(Place one, Place other) {
        return one.left() < other.left() + other.width()
                && other.left() < one.left() + one.width()
                && one.top() < other.top() + other.height()
                && other.top() < one.top() + one.height();
    }

    @Test
    void asks_for_meters_that_the_services_show() {
        assertThat(graphs()).allSatisfy(panel -> assertThat(objects(panel.getAsJsonArray("targets")))
                .as(title(panel))
                .isNotEmpty()
                .allSatisfy(target -> assertThat(Meters.in(target.get("expr").getAsString()))
                        .isNotEmpty()
                        .isSubsetOf(Meters.shown())));
    }
}
