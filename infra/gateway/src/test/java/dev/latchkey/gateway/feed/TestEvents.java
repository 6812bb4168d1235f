package dev.latchkey.gateway.feed;

final class TestEvents {

    static final String ALICE = "0199d2a0-0000-7000-8000-00000000000a";
    static final String BOB = "0199d2a0-0000-7000-8000-00000000000b";

    private TestEvents() {}

    static LiveEvent event(String id, String session) {
        return withData(id, session, "{}");
    }

    static LiveEvent withData(String id, String session, String data) {
        return new LiveEvent(
                id,
                session,
                "latchkey.user",
                "dev.latchkey.user-created",
                "2026-11-22T04:00:00Z",
                "auth0|1",
                "0",
                data);
    }
}
