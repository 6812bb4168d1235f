package dev.latchkey.token.management;

import dev.latchkey.kernel.tenant.GrantTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the Management API says of an application, in the words of the configuration file.
 *
 * @param settings what this server acts on
 * @param descriptions what it only keeps
 */
record ClientForm(Map<String, @Nullable Object> settings, Map<String, @Nullable Object> descriptions) {

    static final String PRIVATE_KEY_JWT = "private_key_jwt";
    static final String METHOD = "token-endpoint-auth-method";

    private static final int LONGEST_TEXT = 2048;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_DESCRIPTION = 140;
    private static final int MOST_METADATA = 10;
    private static final int LONGEST_METADATA = 255;
    private static final int MOST_CREDENTIALS = 3;

    private static final Set<String> APP_TYPES = Set.of("native", "spa", "regular_web", "non_interactive");
    private static final Set<String> METHODS = Set.of("none", "client_secret_post", "client_secret_basic");
    private static final Set<String> USAGES = Set.of("deny", "allow", "require");

    /** Kept and shown, because tools that manage tenants write them; the token endpoint does not know them. */
    private static final Set<String> GRANT_TYPES_ELSEWHERE = Set.of(
            "authorization_code",
            "implicit",
            "password",
            "http://auth0.com/oauth/grant-type/password-realm",
            "http://auth0.com/oauth/grant-type/mfa-oob",
            "http://auth0.com/oauth/grant-type/mfa-otp",
            "http://auth0.com/oauth/grant-type/mfa-recovery-code",
            "http://auth0.com/oauth/grant-type/passwordless/otp",
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:ietf:params:oauth:grant-type:token-exchange",
            "urn:openid:params:grant-type:ciba");

    private static final List<String> TEXTS = List.of(
            "logo_uri",
            "initiate_login_uri",
            "cross_origin_loc",
            "custom_login_page",
            "custom_login_page_preview",
            "form_template");
    private static final List<String> LISTS = List.of("allowed_logout_urls", "client_aliases", "allowed_clients");
    private static final List<String> FLAGS = List.of("sso", "sso_disabled", "custom_login_page_on");
    private static final Set<String> FEATURES_ELSEWHERE = Set.of(
            "oidc_logout",
            "oidc_backchannel_logout",
            "session_transfer",
            "encryption_key",
            "cross_origin_authentication",
            "addons",
            "native_social_login",
            "fedcm_login",
            "default_organization",
            "organization_discovery_methods",
            "require_pushed_authorization_requests",
            "signed_request_object",
            "compliance_level",
            "skip_non_verifiable_callback_uri_confirmation_prompt",
            "token_exchange",
            "token_quota",
            "par_request_expiry",
            "resource_server_identifier",
            "express_configuration",
            "my_organization_configuration",
            "async_approval_notification_channels",
            "token_vault_privileged_access");

    static ClientForm read(Body body) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        Map<String, @Nullable Object> descriptions = new LinkedHashMap<>();
        identity(body, settings);
        grantTypes(body, settings, descriptions);
        for (String list : List.of("callbacks", "web_origins", "allowed_origins")) {
            body.pass(list, settings, list.replace('_', '-'), body.texts(list, LONGEST_TEXT));
        }
        for (String flag : List.of(
                "is_first_party",
                "oidc_conformant",
                "require_proof_of_possession",
                "is_token_endpoint_ip_header_trusted")) {
            body.pass(flag, settings, flag.replace('_', '-'), body.flag(flag));
        }
        body.pass("organization_usage", settings, "organization-usage", body.oneOf("organization_usage", USAGES));
        body.pass("mobile", settings, "mobile", body.object("mobile").map(ClientForm::mobile));
        body.pass(
                "refresh_token",
                settings,
                "refresh-token",
                body.object("refresh_token").map(ClientForm::refreshToken));
        lifetime(body, settings);
        notes(body, descriptions);
        body.oneOf("organization_require_behavior", Set.of("no_prompt"));
        body.onlyOff(FEATURES_ELSEWHERE);
        if (body.has("client_secret")) {
            throw Body.invalid("a secret cannot be chosen; rotate-secret makes a new one", "client_secret");
        }
        body.refuseOthers();
        return new ClientForm(settings, descriptions);
    }

    private static void identity(Body body, Map<String, @Nullable Object> settings) {
        if (body.has("name")) {
            body.require("name");
            String name = body.text("name", LONGEST_NAME).orElse("");
            if (name.isBlank() || name.contains("<") || name.contains(">")) {
                throw Body.invalid("String must not be empty or hold < or >", "name");
            }
            settings.put("name", name);
        }
        if (body.hasValue("app_type")) {
            settings.put("app-type", body.oneOf("app_type", APP_TYPES).orElse(null));
        }
        Optional<String> method = body.oneOf("token_endpoint_auth_method", METHODS);
        method.ifPresent(named -> settings.put(METHOD, named));
        Optional<Body> methods = body.object("client_authentication_methods");
        if (methods.isPresent()) {
            if (method.isPresent()) {
                throw Body.invalid("cannot stand beside client_authentication_methods", "token_endpoint_auth_method");
            }
            settings.put(METHOD, PRIVATE_KEY_JWT);
            settings.put("public-keys", publicKeys(methods.get()));
        }
    }

    private static List<String> publicKeys(Body methods) {
        methods.require(PRIVATE_KEY_JWT);
        Body method = methods.object(PRIVATE_KEY_JWT).orElseThrow();
        List<Body> credentials = method.objects("credentials");
        if (credentials.isEmpty() || credentials.size() > MOST_CREDENTIALS) {
            throw Body.invalid(
                    "1 to " + MOST_CREDENTIALS + " credentials are needed",
                    "client_authentication_methods.private_key_jwt.credentials");
        }
        List<String> keys = new ArrayList<>();
        for (Body credential : credentials) {
            credential.require("pem");
            credential.oneOf("credential_type", Set.of("public_key"));
            credential.oneOf("alg", Set.of("RS256", "PS256", "ES256"));
            credential.text("name", LONGEST_METADATA);
            credential.text("kid", LONGEST_METADATA);
            credential.onlyOff(Set.of("parse_expiry_from_cert", "expires_at"));
            keys.add(credential.text("pem", LONGEST_TEXT).orElseThrow());
            credential.refuseOthers();
        }
        method.refuseOthers();
        methods.onlyOff(Set.of("tls_client_auth", "self_signed_tls_client_auth"));
        methods.refuseOthers();
        return keys;
    }

    private static void grantTypes(
            Body body, Map<String, @Nullable Object> settings, Map<String, @Nullable Object> descriptions) {
        Optional<List<String>> named = body.texts("grant_types", LONGEST_TEXT);
        if (named.isEmpty()) {
            return;
        }
        List<String> all = named.get().stream().distinct().toList();
        for (String grantType : all) {
            if (!GrantTypes.SUPPORTED.contains(grantType) && !GRANT_TYPES_ELSEWHERE.contains(grantType)) {
                throw Body.invalid("No enum match for: " + grantType, "grant_types");
            }
        }
        settings.put(
                "grant-types",
                all.stream().filter(GrantTypes.SUPPORTED::contains).toList());
        descriptions.put("grant_types", GrantTypes.SUPPORTED.containsAll(all) ? null : all);
    }

    private static Map<String, @Nullable Object> mobile(Body body) {
        Map<String, @Nullable Object> mobile = new LinkedHashMap<>();
        body.object("android").ifPresent(android -> {
            Map<String, @Nullable Object> app = new LinkedHashMap<>();
            android.pass("app_package_name", app, "app-package-name", android.text("app_package_name", LONGEST_TEXT));
            android.pass(
                    "sha256_cert_fingerprints",
                    app,
                    "sha256-cert-fingerprints",
                    android.texts("sha256_cert_fingerprints", LONGEST_TEXT));
            android.refuseOthers();
            putUnlessEmpty(mobile, "android", app);
        });
        body.object("ios").ifPresent(ios -> {
            Map<String, @Nullable Object> app = new LinkedHashMap<>();
            ios.pass("team_id", app, "team-id", ios.text("team_id", LONGEST_TEXT));
            ios.pass(
                    "app_bundle_identifier",
                    app,
                    "app-bundle-identifier",
                    ios.text("app_bundle_identifier", LONGEST_TEXT));
            ios.refuseOthers();
            putUnlessEmpty(mobile, "ios", app);
        });
        body.refuseOthers();
        return mobile;
    }

    private static void putUnlessEmpty(
            Map<String, @Nullable Object> target, String name, Map<String, @Nullable Object> value) {
        if (!value.isEmpty()) {
            target.put(name, value);
        }
    }

    private static Map<String, @Nullable Object> refreshToken(Body body) {
        Map<String, @Nullable Object> policy = new LinkedHashMap<>();
        body.require("rotation_type");
        body.require("expiration_type");
        body.pass(
                "rotation_type",
                policy,
                "rotation-type",
                body.oneOf("rotation_type", Set.of("rotating", "non-rotating")));
        boolean endless = body.oneOf("expiration_type", Set.of("expiring", "non-expiring"))
                .equals(Optional.of("non-expiring"));
        body.pass("leeway", policy, "leeway-seconds", body.integer("leeway"));
        body.pass("token_lifetime", policy, "token-lifetime-seconds", body.integer("token_lifetime"));
        body.pass("idle_token_lifetime", policy, "idle-token-lifetime-seconds", body.integer("idle_token_lifetime"));
        policy.put(
                "infinite-token-lifetime",
                endless || body.flag("infinite_token_lifetime").orElse(false));
        policy.put(
                "infinite-idle-token-lifetime",
                endless || body.flag("infinite_idle_token_lifetime").orElse(false));
        List<Map<String, Object>> policies = new ArrayList<>();
        for (Body resource : body.objects("policies")) {
            resource.require("audience");
            policies.add(Map.of(
                    "audience", resource.text("audience", LONGEST_TEXT).orElseThrow(),
                    "scope", resource.texts("scope", LONGEST_TEXT).orElse(List.of())));
            resource.refuseOthers();
        }
        policy.put("policies", policies);
        body.refuseOthers();
        return policy;
    }

    private static void lifetime(Body body, Map<String, @Nullable Object> settings) {
        if (body.isNull("jwt_configuration")) {
            settings.put("id-token-lifetime-seconds", null);
        }
        body.object("jwt_configuration").ifPresent(jwt -> {
            jwt.oneOf("alg", Set.of("RS256"));
            jwt.flag("secret_encoded");
            jwt.onlyOff(Set.of("scopes"));
            jwt.pass("lifetime_in_seconds", settings, "id-token-lifetime-seconds", jwt.integer("lifetime_in_seconds"));
            jwt.refuseOthers();
        });
    }

    private static void notes(Body body, Map<String, @Nullable Object> descriptions) {
        body.pass("description", descriptions, "description", body.text("description", LONGEST_DESCRIPTION));
        TEXTS.forEach(name -> body.pass(name, descriptions, name, body.text(name, LONGEST_TEXT)));
        LISTS.forEach(name -> body.pass(name, descriptions, name, body.texts(name, LONGEST_TEXT)));
        FLAGS.forEach(name -> body.pass(name, descriptions, name, body.flag(name)));
        Metadata.pass(body, "client_metadata", descriptions, MOST_METADATA, LONGEST_METADATA);
    }
}
