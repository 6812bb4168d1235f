package dev.latchkey.kernel.events;

/** The kinds of streams; each has one owner and one topic. */
public enum StreamType {
    CHALLENGE("challenge"),
    AUTH_SESSION("auth-session"),
    USER("user"),
    CREDENTIAL("credential"),
    GRANT("grant"),
    TENANT("tenant");

    private final String stableName;

    StreamType(String stableName) {
        this.stableName = stableName;
    }

    /** The name in event stores and topics, which no renaming of a class changes. */
    public String stableName() {
        return stableName;
    }
}
