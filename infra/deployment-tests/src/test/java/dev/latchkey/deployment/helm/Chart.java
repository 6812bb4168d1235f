package dev.latchkey.deployment.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import dev.latchkey.deployment.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The chart, rendered and linted by Helm itself. */
final class Chart {

    static final String RELEASE = "suite";

    /** The oldest that the chart takes. */
    private static final String KUBERNETES = "1.30.0";

    /** What each of the value files of {@code ci/} is laid over. */
    private static final String LEAST = "minimal";

    private static final Path FOLDER = Project.root().resolve("infra/helm/latchkey");

    /** Rendered within a process, Helm leaves hooks out: in this copy they are objects like any other. */
    private static final class WithoutHooks {
        static final Path FOLDER = copy();

        private static Path copy() {
            try (Stream<Path> files = Files.walk(Chart.FOLDER)) {
                Path copy = Project.root()
                        .resolve("infra/deployment-tests/target/chart-"
                                + ProcessHandle.current().pid());
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = copy.resolve(Chart.FOLDER.relativize(file));
                    Files.createDirectories(target.getParent());
                    Files.writeString(target, Files.readString(file).replace("helm.sh/hook:", "test/hook:"));
                }
                return copy;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Chart() {}

    /** A YAML file of the chart. */
    static Map<String, Object> yaml(String file) {
        return new Yaml().load(Project.read("infra/helm/latchkey/" + file));
    }

    /** What is rendered of a value file of {@code ci/}. */
    static List<Manifest> rendered(String values) {
        return manifests(templateWith(values).call());
    }

    /** What is rendered of the least values and these, a YAML text. */
    static List<Manifest> renderedWith(String yaml) {
        Path file = written(yaml);
        return manifests(templateWith(LEAST).withValuesFile(file).call());
    }

    /** What is rendered of the values that the chart comes with. */
    static List<Manifest> renderedAlone() {
        return manifests(template().call());
    }

    static LintResult linted() {
        return new Helm(FOLDER).lint().strict().call();
    }

    private static TemplateCommand templateWith(String values) {
        TemplateCommand least = template().withValuesFile(FOLDER.resolve("ci/" + LEAST + "-values.yaml"));
        return values.equals(LEAST) ? least : least.withValuesFile(FOLDER.resolve("ci/" + values + "-values.yaml"));
    }

    private static TemplateCommand template() {
        return new Helm(WithoutHooks.FOLDER)
                .template()
                .withName(RELEASE)
                .withNamespace("identity")
                .withKubeVersion(KUBERNETES);
    }

    private static Path written(String yaml) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Manifest> manifests(String rendered) {
        List<Manifest> manifests = new ArrayList<>();
        for (Object document : new Yaml().loadAll(rendered)) {
            if (document != null) {
                manifests.add(new Manifest(Manifest.map(document)));
            }
        }
        return manifests;
    }
}
