package dev.latchkey.token.oauth;

import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.values.Identifier;
import dev.latchkey.kernel.values.Profile;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What scopes let an id token or userinfo say of a person (CONTRACT sections 6 and 8). */
final class ProfileClaims {

    private ProfileClaims() {}

    static Map<String, Object> of(PersonalData person, Instant profileChangedAt, Collection<String> scope) {
        Profile profile = person.profile();
        Map<String, Object> claims = new LinkedHashMap<>();
        if (scope.contains(Scopes.PROFILE)) {
            addProfile(claims, profile);
            claims.put("updated_at", profileChangedAt.toString());
        }
        if (scope.contains(Scopes.EMAIL) && profile.email() != null) {
            claims.put("email", profile.email());
            claims.put("email_verified", Boolean.TRUE.equals(person.emailVerified()));
        }
        if (scope.contains(Scopes.PHONE) && profile.phoneNumber() != null) {
            claims.put("phone_number", profile.phoneNumber());
            claims.put("phone_number_verified", Boolean.TRUE.equals(person.phoneVerified()));
        }
        return claims;
    }

    private static void addProfile(Map<String, Object> claims, Profile profile) {
        put(claims, "name", profile.name() == null ? mainIdentifier(profile) : profile.name());
        put(claims, "nickname", profile.nickname() == null ? localPart(profile) : profile.nickname());
        put(claims, "given_name", profile.givenName());
        put(claims, "family_name", profile.familyName());
        put(claims, "picture", profile.picture());
    }

    private static String mainIdentifier(Profile profile) {
        return profile.identifiers().stream().findFirst().map(Identifier::value).orElse("");
    }

    /** The part of the main identifier before an {@code @}, as Auth0 makes a nickname. */
    private static String localPart(Profile profile) {
        String identifier = mainIdentifier(profile);
        int at = identifier.indexOf('@');
        return at > 0 ? identifier.substring(0, at) : identifier;
    }

    private static void put(Map<String, Object> claims, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            claims.put(name, value);
        }
    }
}
