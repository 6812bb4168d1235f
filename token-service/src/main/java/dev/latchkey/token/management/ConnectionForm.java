package dev.latchkey.token.management;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the Management API says of a connection, in the words of the configuration file.
 *
 * @param settings what this server acts on
 * @param descriptions what it only keeps
 */
record ConnectionForm(Map<String, @Nullable Object> settings, Map<String, @Nullable Object> descriptions) {

    static final String OPTIONS = "options";

    private static final int LONGEST_TEXT = 2048;
    private static final int LONGEST_DISPLAY_NAME = 128;
    private static final int MOST_METADATA = 10;
    private static final int LONGEST_METADATA = 255;
    private static final Set<String> STATUSES = Set.of("required", "optional", "inactive");

    /** What belongs to passwords, codes and other ways to sign in; there is nothing here that would heed it. */
    private static final Set<String> OPTIONS_ELSEWHERE = Set.of(
            "passwordPolicy",
            "password_complexity_options",
            "password_history",
            "password_no_personal_info",
            "password_dictionary",
            "password_options",
            "brute_force_protection",
            "disable_self_service_change_password",
            "strategy_version",
            "mfa",
            "precedence",
            "non_persistent_attrs",
            "basic_profile");

    private static final Set<String> FEATURES_ELSEWHERE = Set.of(
            "import_mode",
            "enable_script_context",
            "enabledDatabaseCustomization",
            "customScripts",
            "configuration",
            "upstream_params",
            "gateway_authentication",
            "federated_connections_access_tokens",
            "api_enable_users",
            "api_enable_groups",
            "realm_fallback");

    static ConnectionForm read(Body body) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        Map<String, @Nullable Object> descriptions = new LinkedHashMap<>();
        body.pass("enabled_clients", settings, "enabled-clients", body.texts("enabled_clients", LONGEST_TEXT));
        body.pass("display_name", descriptions, "display_name", body.text("display_name", LONGEST_DISPLAY_NAME));
        body.pass("show_as_button", descriptions, "show_as_button", body.flag("show_as_button"));
        Metadata.pass(body, "metadata", descriptions, MOST_METADATA, LONGEST_METADATA);
        if (body.has(OPTIONS)) {
            descriptions.put(OPTIONS, body.object(OPTIONS).map(Body::kept).orElse(null));
            options(body.object(OPTIONS), settings);
        }
        body.object("authentication").ifPresent(authentication -> {
            if (!authentication.flag("active").orElse(true)) {
                throw Body.invalid("This server does not support it", "authentication.active");
            }
            authentication.refuseOthers();
        });
        body.onlyOff(Set.of("is_domain_connection", "connected_accounts", "cross_app_access_requesting_app"));
        return new ConnectionForm(settings, descriptions);
    }

    /** The options replace all there were: what they do not name goes back to its default. */
    private static void options(Optional<Body> options, Map<String, @Nullable Object> settings) {
        settings.put("passkeys-enabled", null);
        settings.put("signup-enabled", null);
        settings.put("identifiers", null);
        settings.put("username", null);
        options.ifPresent(body -> {
            body.object("authentication_methods")
                    .ifPresent(methods -> settings.put("passkeys-enabled", passkeysEnabled(methods)));
            body.flag("disable_signup").ifPresent(disabled -> settings.put("signup-enabled", !disabled));
            boolean requiresUsername = body.flag("requires_username").orElse(false);
            Optional<Body> attributes = body.object("attributes");
            if (attributes.isPresent()) {
                attributes(attributes.get(), settings);
            } else if (requiresUsername) {
                settings.put("identifiers", Map.of("email", "required", "username", "required"));
            }
            body.object("validation")
                    .flatMap(validation -> validation.object("username"))
                    .ifPresent(username -> settings.put("username", lengths(username, "min", "max")));
            body.object("passkey_options").ifPresent(ConnectionForm::passkeyOptions);
            OPTIONS_ELSEWHERE.forEach(body::has);
            body.onlyOff(FEATURES_ELSEWHERE);
            body.refuseOthers();
        });
    }

    private static boolean passkeysEnabled(Body methods) {
        for (String other : List.of("password", "email_otp", "phone_otp")) {
            methods.object(other).ifPresent(method -> method.flag("enabled"));
        }
        boolean enabled = methods.object("passkey")
                .map(passkey -> passkey.flag("enabled").orElse(false))
                .orElse(false);
        methods.refuseOthers();
        return enabled;
    }

    private static void passkeyOptions(Body options) {
        options.oneOf("challenge_ui", Set.of("both", "autofill", "button"));
        options.flag("progressive_enrollment_enabled");
        options.flag("local_enrollment_enabled");
        options.refuseOthers();
    }

    private static void attributes(Body attributes, Map<String, @Nullable Object> settings) {
        Map<String, @Nullable Object> identifiers = new LinkedHashMap<>();
        for (String name : List.of("email", "phone_number", "username")) {
            identifiers.put(
                    name.replace('_', '-'),
                    attributes.object(name).map(ConnectionForm::status).orElse("inactive"));
        }
        settings.put("identifiers", identifiers);
        attributes
                .object("username")
                .flatMap(username -> username.object("validation"))
                .ifPresent(validation -> {
                    Map<String, @Nullable Object> policy = lengths(validation, "min_length", "max_length");
                    validation.object("allowed_types").ifPresent(types -> {
                        types.pass("email", policy, "allow-email", types.flag("email"));
                        types.pass("phone_number", policy, "allow-phone-number", types.flag("phone_number"));
                        types.refuseOthers();
                    });
                    settings.put("username", policy);
                });
        attributes.refuseOthers();
    }

    private static Map<String, @Nullable Object> lengths(Body body, String least, String most) {
        Map<String, @Nullable Object> policy = new LinkedHashMap<>();
        body.pass(least, policy, "min-length", body.integer(least));
        body.pass(most, policy, "max-length", body.integer(most));
        return policy;
    }

    private static String status(Body attribute) {
        boolean identifies = attribute
                .object("identifier")
                .map(identifier -> identifier.flag("active").orElse(false))
                .orElse(true);
        Optional<Body> signup = attribute.object("signup");
        String status =
                signup.flatMap(asked -> asked.oneOf("status", STATUSES)).orElse(identifies ? "optional" : "inactive");
        if (!identifies && !"inactive".equals(status)) {
            throw Body.invalid(
                    "What is asked for at signup is an identifier here: it must be active", "options.attributes");
        }
        signup.flatMap(asked -> asked.object("verification"))
                .ifPresent(verification -> verification.onlyOff(Set.of("active")));
        return status;
    }

    /** The options of a connection that operators have not given any: made of its settings. */
    static Map<String, Object> optionsOf(Map<String, Object> settings) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        Map<?, ?> identifiers = (Map<?, ?>) settings.getOrDefault("identifiers", Map.of());
        List<String> names = new ArrayList<>(List.of("email", "phone_number", "username"));
        for (String name : names) {
            Object status = identifiers.get(name.replace('_', '-'));
            if (status != null && !status.equals("inactive")) {
                Map<String, Object> attribute = new LinkedHashMap<>();
                attribute.put("identifier", Map.of("active", true));
                attribute.put("signup", Map.of("status", status));
                attributes.put(name, attribute);
            }
        }
        if (attributes.get("username") instanceof Map<?, ?> username
                && settings.get("username") instanceof Map<?, ?> policy) {
            Map<String, Object> withValidation = new LinkedHashMap<>();
            username.forEach((name, value) -> withValidation.put(name.toString(), value));
            withValidation.put(
                    "validation",
                    Map.of(
                            "min_length", orElse(policy, "min-length", 1),
                            "max_length", orElse(policy, "max-length", 15),
                            "allowed_types",
                                    Map.of(
                                            "email", orElse(policy, "allow-email", false),
                                            "phone_number", orElse(policy, "allow-phone-number", false))));
            attributes.put("username", withValidation);
        }
        Map<String, Object> options = new LinkedHashMap<>();
        options.put(
                "authentication_methods",
                Map.of(
                        "passkey", Map.of("enabled", settings.getOrDefault("passkeys-enabled", true)),
                        "password", Map.of("enabled", false)));
        options.put("attributes", attributes);
        options.put("disable_signup", Boolean.FALSE.equals(settings.get("signup-enabled")));
        return options;
    }

    private static Object orElse(Map<?, ?> policy, String name, Object otherwise) {
        Object value = policy.get(name);
        return value == null ? otherwise : value;
    }
}
