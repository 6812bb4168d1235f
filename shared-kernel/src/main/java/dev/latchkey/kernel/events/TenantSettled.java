package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.Settings;

/** After which a part of the tenant has exactly these settings. */
public sealed interface TenantSettled extends TenantEvent
        permits ClientRegistered,
                ClientChanged,
                ClientSecretRotated,
                ConnectionRegistered,
                ConnectionChanged,
                DomainAdded,
                DomainChanged {

    /** All of its settings, in the words of the configuration file; of a secret only the SHA-256. */
    Settings settings();

    /** What operators note about it and nothing here acts on, in the words of the Management API. */
    Settings descriptions();
}
