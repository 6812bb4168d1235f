package dev.latchkey.token.extensions;

import dev.latchkey.extension.Person;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.values.UserId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person as extensions see them. */
public record KnownPerson(UserId id, PersonalData data) implements Person {

    @Override
    public String userId() {
        return id.toString();
    }

    @Override
    public Optional<String> email() {
        return Optional.ofNullable(data.profile().email());
    }

    @Override
    public boolean emailVerified() {
        return Boolean.TRUE.equals(data.emailVerified());
    }

    @Override
    public Optional<String> phoneNumber() {
        return Optional.ofNullable(data.profile().phoneNumber());
    }

    @Override
    public boolean phoneVerified() {
        return Boolean.TRUE.equals(data.phoneVerified());
    }

    @Override
    public Optional<String> username() {
        return Optional.ofNullable(data.profile().username());
    }

    @Override
    public Optional<String> name() {
        return Optional.ofNullable(data.profile().name());
    }

    @Override
    public Optional<String> givenName() {
        return Optional.ofNullable(data.profile().givenName());
    }

    @Override
    public Optional<String> familyName() {
        return Optional.ofNullable(data.profile().familyName());
    }

    @Override
    public Optional<String> nickname() {
        return Optional.ofNullable(data.profile().nickname());
    }

    @Override
    public Optional<String> picture() {
        return Optional.ofNullable(data.profile().picture());
    }

    @Override
    public Map<String, Object> userMetadata() {
        return unchangeable(data.userMetadata());
    }

    @Override
    public Map<String, Object> appMetadata() {
        return unchangeable(data.appMetadata());
    }

    private static Map<String, Object> unchangeable(@Nullable Map<String, Object> metadata) {
        return metadata == null ? Map.of() : Collections.unmodifiableMap(metadata);
    }

    /** Hides the personal data from logs. */
    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
