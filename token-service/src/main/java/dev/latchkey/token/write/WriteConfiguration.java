package dev.latchkey.token.write;

import dev.latchkey.kernel.privacy.IdentifierHasher;
import dev.latchkey.token.webauthn.Ceremonies;
import dev.latchkey.token.write.enrol.EnrolmentDecision;
import dev.latchkey.token.write.redeem.LoginDecision;
import dev.latchkey.token.write.redeem.SignupDecision;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires commands, aggregates and decisions: each command is one unit of work in one transaction. */
@Configuration(proxyBeanMethods = false)
class WriteConfiguration {

    @Bean
    CommandBus commandBus(TransactionManager transactionManager) {
        return SimpleCommandBus.builder().transactionManager(transactionManager).build();
    }

    @Bean
    CommandGateway commandGateway(
            CommandBus commandBus,
            Redemption redemption,
            Refreshing refreshing,
            Enrolling enrolling,
            ChangingPasskeys changingPasskeys,
            ChangingTenant changingTenant,
            ImportingPasskeys importingPasskeys,
            ManagingUsers managingUsers,
            Erasing erasing) {
        new AnnotationCommandHandlerAdapter<>(changingTenant).subscribe(commandBus);
        new AnnotationCommandHandlerAdapter<>(importingPasskeys).subscribe(commandBus);
        new AnnotationCommandHandlerAdapter<>(managingUsers).subscribe(commandBus);
        new AnnotationCommandHandlerAdapter<>(erasing).subscribe(commandBus);
        new AnnotationCommandHandlerAdapter<>(enrolling).subscribe(commandBus);
        new AnnotationCommandHandlerAdapter<>(changingPasskeys).subscribe(commandBus);
        new AnnotationCommandHandlerAdapter<>(refreshing).subscribe(commandBus);
        new AnnotationCommandHandlerAdapter<>(redemption).subscribe(commandBus);
        return DefaultCommandGateway.builder().commandBus(commandBus).build();
    }

    @Bean
    Repository<AuthSession> authSessions(EventStore eventStore) {
        return repository(AuthSession.class, eventStore);
    }

    @Bean
    Repository<User> users(EventStore eventStore) {
        return repository(User.class, eventStore);
    }

    @Bean
    Repository<Credential> credentials(EventStore eventStore) {
        return repository(Credential.class, eventStore);
    }

    @Bean
    Repository<Grant> grants(EventStore eventStore) {
        return repository(Grant.class, eventStore);
    }

    @Bean
    Repository<TenantStream> tenantStreams(EventStore eventStore) {
        return repository(TenantStream.class, eventStore);
    }

    @Bean
    LoginDecision loginDecision(Ceremonies ceremonies) {
        return new LoginDecision(ceremonies);
    }

    @Bean
    SignupDecision signupDecision(Ceremonies ceremonies, IdentifierHasher hasher) {
        return new SignupDecision(ceremonies, hasher);
    }

    @Bean
    EnrolmentDecision enrolmentDecision(Ceremonies ceremonies) {
        return new EnrolmentDecision(ceremonies);
    }

    private static <T> Repository<T> repository(Class<T> aggregate, EventStore eventStore) {
        // No locks in this JVM: the unique key of the event store decides between all instances, and whoever waited for
        // a
        // lock here would hold a connection of the pool while it waits.
        return EventSourcingRepository.builder(aggregate)
                .eventStore(eventStore)
                .lockFactory(NullLockFactory.INSTANCE)
                .build();
    }
}
