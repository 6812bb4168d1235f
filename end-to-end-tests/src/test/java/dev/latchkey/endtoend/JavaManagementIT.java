package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.auth0.client.mgmt.ManagementApi;
import com.auth0.client.mgmt.core.ManagementApiException;
import com.auth0.client.mgmt.types.ClientAppTypeEnum;
import com.auth0.client.mgmt.types.ConnectionIdentityProviderEnum;
import com.auth0.client.mgmt.types.CreateClientRequestContent;
import com.auth0.client.mgmt.types.CreateConnectionRequestContent;
import com.auth0.client.mgmt.types.CreateUserRequestContent;
import com.auth0.client.mgmt.types.ListLogsRequestParameters;
import com.auth0.client.mgmt.types.UpdateClientRequestContent;
import com.auth0.client.mgmt.types.UpdateUserRequestContent;
import dev.latchkey.authenticator.Algorithm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Auth0's management client for Java, unmodified (CONTRACT sections 13 and 14). */
class JavaManagementIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ManagementApi management = ManagementApi.builder()
            .url(Suite.running().origin() + "/api/v2")
            .token(Operator.token("operator").json().required("access_token").asString())
            .build();

    @Test
    void managesClients() {
        var created = management
                .clients()
                .create(CreateClientRequestContent.builder()
                        .name("Kiosk")
                        .appType(ClientAppTypeEnum.NATIVE)
                        .grantTypes(List.of("refresh_token"))
                        .build());
        var id = created.getClientId().orElseThrow();
        management
                .clients()
                .update(
                        id,
                        UpdateClientRequestContent.builder().name("The kiosk").build());
        var listed = new ArrayList<String>();
        management
                .clients()
                .list()
                .forEach(client -> listed.add(client.getClientId().orElseThrow()));

        assertThat(management.clients().get(id).getName()).hasValue("The kiosk");
        assertThat(listed).contains(id, "operator");
        management.clients().delete(id);
        assertThat(statusOf(() -> management.clients().get(id))).isEqualTo(404);
    }

    @Test
    void managesConnections() {
        var created = management
                .connections()
                .create(CreateConnectionRequestContent.builder()
                        .name("Kiosks")
                        .strategy(ConnectionIdentityProviderEnum.AUTH0)
                        .enabledClients(List.of("demo"))
                        .build());
        var names = new ArrayList<String>();
        management.connections().list().forEach(each -> names.add(each.getName().orElseThrow()));

        assertThat(names).contains("Kiosks", TestTenant.REALM);
        management.connections().delete(created.getId().orElseThrow());
    }

    @Test
    void managesPeopleAndReadsWhatItWrote() {
        var email = Person.newEmail();
        var request = CreateUserRequestContent.builder()
                .connection(TestTenant.REALM)
                .email(email)
                .userMetadata(Map.of("plan", "gold"))
                .build();
        var id = management.users().create(request).getUserId().orElseThrow();

        assertThat(statusOf(() -> management.users().create(request))).isEqualTo(409);
        assertThat(management.users().get(id).getEmail()).hasValue(email);
        management
                .users()
                .update(id, UpdateUserRequestContent.builder().blocked(true).build());
        assertThat(management.users().get(id).getBlocked()).hasValue(true);
        management.users().delete(id);
        assertThat(statusOf(() -> management.users().get(id))).isEqualTo(404);
    }

    @Test
    void listsAndDeletesPasskeys() {
        var person = Application.demo().signUp(Algorithm.ES256);
        var ids = new ArrayList<String>();
        management.users().authenticationMethods().list(person.userId()).forEach(passkey -> ids.add(passkey.getId()));

        assertThat(ids).hasSize(1);
        management.users().authenticationMethods().delete(person.userId(), ids.getFirst());
        assertThat(management.users().authenticationMethods().list(person.userId()))
                .isEmpty();
        assertThat(Application.demo().signIn(person).answer().status()).isEqualTo(403);
    }

    @Test
    void readsTheTenantLogs() {
        var person = Application.demo().signUp(Algorithm.ES256);
        var query = ListLogsRequestParameters.builder()
                .search("type:ss AND user_id:\"" + person.userId() + '"')
                .build();
        await("the log of the signup")
                .atMost(PATIENCE)
                .until(() -> management.logs().list(query).iterator().hasNext());
        var log = management.logs().list(query).iterator().next();

        assertThat(log.getUserName()).hasValue(person.email());
        assertThat(management.logs().get(log.getLogId().orElseThrow()).getLogId())
                .isEqualTo(log.getLogId());
    }

    private static int statusOf(ThrowingCallable call) {
        var refused = catchThrowableOfType(ManagementApiException.class, call);
        return refused == null ? 0 : refused.statusCode();
    }
}
