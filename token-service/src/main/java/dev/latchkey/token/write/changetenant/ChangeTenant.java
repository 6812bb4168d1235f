package dev.latchkey.token.write.changetenant;

import dev.latchkey.kernel.events.ClientChanged;
import dev.latchkey.kernel.events.ClientDeleted;
import dev.latchkey.kernel.events.ClientRegistered;
import dev.latchkey.kernel.events.ClientSecretRotated;
import dev.latchkey.kernel.events.ConnectionChanged;
import dev.latchkey.kernel.events.ConnectionDeleted;
import dev.latchkey.kernel.events.ConnectionRegistered;
import dev.latchkey.kernel.events.DomainAdded;
import dev.latchkey.kernel.events.DomainChanged;
import dev.latchkey.kernel.events.DomainRemoved;
import dev.latchkey.kernel.events.TenantEvent;
import dev.latchkey.kernel.tenant.InvalidTenantException;
import dev.latchkey.kernel.tenant.TenantEntries;
import dev.latchkey.kernel.tenant.TenantEntry;
import dev.latchkey.kernel.values.Actor;
import dev.latchkey.kernel.values.Settings;
import dev.latchkey.kernel.values.TenantPart;
import dev.latchkey.token.write.changetenant.TenantChange.Delete;
import dev.latchkey.token.write.changetenant.TenantChange.EnableClients;
import dev.latchkey.token.write.changetenant.TenantChange.Patch;
import dev.latchkey.token.write.changetenant.TenantChange.Register;
import dev.latchkey.token.write.changetenant.TenantChange.RotateSecret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Change one client, connection or domain of the tenant. */
public record ChangeTenant(TenantPart part, String id, TenantChange change, Actor actor, Instant now) {

    /** What follows from a decision: a fact, unless there is nothing to change or it is refused. */
    public record Decision(TenantOutcome outcome, Optional<TenantEvent> fact) {

        static Decision refused(TenantOutcome outcome) {
            return new Decision(outcome, Optional.empty());
        }

        static Decision unchanged(TenantEntry entry) {
            return refused(new TenantOutcome.Done(entry));
        }

        static Decision conflict(String problem) {
            return refused(new TenantOutcome.Conflict(problem));
        }
    }

    /**
     * Decides.
     *
     * @param entries all of the tenant, as it is now
     * @param isInhabited whether people live in the connection of this name
     */
    public Decision decide(TenantEntries entries, Predicate<String> isInhabited) {
        TenantEntry present = entries.find(part, id).orElse(null);
        try {
            if (change instanceof Register register) {
                return present == null
                        ? settled(register.settings(), register.descriptions(), null, entries)
                        : Decision.conflict(exists());
            }
            return present == null
                    ? Decision.refused(new TenantOutcome.Unknown())
                    : ofPresent(present, entries, isInhabited);
        } catch (InvalidTenantException invalid) {
            return Decision.refused(new TenantOutcome.Invalid(invalid.key(), invalid.problem()));
        }
    }

    private Decision ofPresent(TenantEntry present, TenantEntries entries, Predicate<String> isInhabited) {
        if (!part.hasStreamOf(id)) {
            return Decision.conflict("With so long an id it can be changed in the configuration file only.");
        }
        return switch (change) {
            case Register register -> throw new IllegalStateException("decided before");
            case Patch patch ->
                settled(
                        Merging.settings(part, present.settings(), patch),
                        Merging.descriptions(present.descriptions(), patch.descriptions()),
                        present,
                        entries);
            case RotateSecret rotate -> rotated(present, rotate, entries);
            case EnableClients enable ->
                settled(Merging.enabled(present.settings(), enable, entries), present.descriptions(), present, entries);
            case Delete delete -> deleted(present, entries, isInhabited);
        };
    }

    private Decision settled(
            Settings wanted, Settings descriptions, @Nullable TenantEntry present, TenantEntries entries) {
        Optional<String> crowded = Merging.crowded(descriptions);
        if (crowded.isPresent()) {
            return Decision.refused(new TenantOutcome.Invalid(crowded.get(), Merging.TOO_MANY));
        }
        Settings settings = entries.required(part, wanted);
        if (present != null
                && present.settings().equals(settings)
                && present.descriptions().equals(descriptions)) {
            return Decision.unchanged(present);
        }
        boolean created = change instanceof Register;
        return recorded(
                switch (part) {
                    case CLIENT ->
                        created
                                ? new ClientRegistered(id, settings, descriptions, now)
                                : new ClientChanged(id, settings, descriptions, now);
                    case CONNECTION ->
                        created
                                ? new ConnectionRegistered(id, settings, descriptions, now)
                                : new ConnectionChanged(id, settings, descriptions, now);
                    case DOMAIN ->
                        created
                                ? new DomainAdded(id, settings, descriptions, now)
                                : new DomainChanged(id, settings, descriptions, now);
                },
                present);
    }

    private Decision rotated(TenantEntry present, RotateSecret rotate, TenantEntries entries) {
        if (present.settings().find(Merging.SECRET).isEmpty()) {
            return Decision.conflict("This client does not authenticate with a secret.");
        }
        Settings settings =
                entries.required(part, present.settings().with(Map.of(Merging.SECRET, rotate.secretSha256())));
        return recorded(new ClientSecretRotated(id, settings, present.descriptions(), now), present);
    }

    private Decision deleted(TenantEntry present, TenantEntries entries, Predicate<String> isInhabited) {
        return switch (part) {
            case CLIENT -> recorded(new ClientDeleted(id, now), present);
            case CONNECTION -> {
                if (entries.all(part).size() == 1) {
                    yield Decision.conflict("The last connection cannot be deleted.");
                }
                if (entries.isDefaultDirectory(present)) {
                    yield Decision.conflict("The default directory of the tenant cannot be deleted.");
                }
                if (isInhabited.test(String.valueOf(present.settings().members().get("name")))) {
                    yield Decision.conflict("A connection that still has users cannot be deleted.");
                }
                yield recorded(new ConnectionDeleted(id, now), present);
            }
            case DOMAIN ->
                entries.all(part).size() == 1
                        ? Decision.conflict("The last custom domain cannot be deleted.")
                        : recorded(new DomainRemoved(id, now), present);
        };
    }

    private static Decision recorded(TenantEvent fact, @Nullable TenantEntry present) {
        return new Decision(new TenantOutcome.Done(TenantEntry.after(fact, present)), Optional.of(fact));
    }

    private String exists() {
        return switch (part) {
            case CLIENT -> "A client with this id already exists.";
            case CONNECTION -> "A connection with the same name already exists.";
            case DOMAIN -> "The custom domain already exists.";
        };
    }
}
