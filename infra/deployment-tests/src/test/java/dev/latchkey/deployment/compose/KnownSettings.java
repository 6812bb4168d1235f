package dev.latchkey.deployment.compose;

import dev.latchkey.deployment.Project;
import dev.latchkey.deployment.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The settings that a service really reads, compared as Spring compares environment variables: letters and digits alone. */
record KnownSettings(Set<String> keys, Map<String, Set<String>> wordsByPrefix) {

    /** Of Spring Boot itself, and what the tenant file refers to. */
    private static final List<String> OF_ALL = List.of(
            "spring.config.additional-location",
            "spring.config.import",
            "spring.datasource.url",
            "logging.structured.format.console",
            "server.tomcat.remoteip.internal-proxies",
            "management.server.address",
            "latchkey.url");

    private static final Pattern PROPERTIES =
            Pattern.compile("@ConfigurationProperties\\((?:value = )?\"(latchkey[a-z.-]*)\"");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

    static KnownSettings ofService(String service) {
        Set<String> keys = OF_ALL.stream().map(KnownSettings::plain).collect(Collectors.toCollection(HashSet::new));
        Object own = new Yaml().load(Services.configuration(service));
        collect("", own, keys);
        Map<String, Set<String>> words = new TreeMap<>();
        for (String module : List.of("shared-kernel", service)) {
            sources(module).forEach(source -> {
                Matcher properties = PROPERTIES.matcher(source);
                if (properties.find()) {
                    words.put(
                            plain(properties.group(1)),
                            WORD.matcher(source)
                                    .results()
                                    .map(word -> plain(word.group()))
                                    .collect(Collectors.toSet()));
                }
            });
        }
        return new KnownSettings(keys, words);
    }

    static boolean isOfGateway(String key) {
        String settings = Project.read("infra/gateway/src/main/java/dev/latchkey/gateway/Settings.java")
                + Project.read("infra/gateway/src/main/java/dev/latchkey/gateway/ConsoleLog.java");
        return settings.contains("\"" + key + "\"")
                || (key.startsWith("LATCHKEY_GATEWAY_UPSTREAM_")
                        && Services.NAMES.contains(key.substring("LATCHKEY_GATEWAY_UPSTREAM_".length())
                                        .toLowerCase(Locale.ROOT)
                                + "-service"));
    }

    boolean has(String variable) {
        String wanted = plain(variable);
        return keys.contains(wanted)
                || wordsByPrefix.entrySet().stream()
                        .anyMatch(properties -> wanted.startsWith(properties.getKey())
                                && isMadeOf(wanted.substring(properties.getKey().length()), properties.getValue()));
    }

    private static boolean isMadeOf(String rest, Set<String> words) {
        return words.contains(rest)
                || words.stream()
                        .anyMatch(word -> word.length() > 2
                                && rest.startsWith(word)
                                && words.contains(rest.substring(word.length())));
    }

    private static void collect(String prefix, Object value, Set<String> keys) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> collect(prefix + key, each, keys));
        } else {
            keys.add(plain(prefix));
        }
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static Stream<String> sources(String module) {
        Path main = Project.root().resolve(module + "/src/main/java");
        try (Stream<Path> files = Files.walk(main)) {
            return files
                    .filter(file -> file.toString().endsWith("Properties.java")
                            || file.toString().endsWith("Settings.java"))
                    .map(file -> Project.read(Project.root().relativize(file).toString()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
