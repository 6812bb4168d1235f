package dev.latchkey.testing;

/** The tenant of {@code latchkey-rich-test.yaml}: everything in it that has more than one way is used. */
public final class RichTestTenant {

    /** Load it with {@code spring.config.additional-location}, instead of the other one. */
    public static final String CONFIGURATION = "classpath:latchkey-rich-test.yaml";

    /** The default directory, in which every identifier is optional. */
    public static final String PEOPLE = "People";

    /** A connection of people with phone numbers and perhaps usernames, but no e-mail addresses. */
    public static final String PHONES = "Phones";

    /** A connection of usernames alone: 3 to 20 characters, in whatever form. */
    public static final String USERNAMES = "Usernames";

    /** The only organization, by id and by name. */
    public static final String ORGANIZATION_ID = "org_0123456789abcdef";

    public static final String ORGANIZATION_NAME = "acme";

    /** The host of a second domain. */
    public static final String OTHER_HOST = "other.localhost:8080";

    private RichTestTenant() {}
}
