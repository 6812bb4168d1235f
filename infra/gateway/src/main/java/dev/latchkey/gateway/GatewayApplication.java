package dev.latchkey.gateway;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Security;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The gateway as a program of its own: set by environment variables, ended by SIGTERM once nobody is under way. */
public final class GatewayApplication implements AutoCloseable {

    private static final int MISCONFIGURED = 2;
    private static final int FAILED = 1;

    private final Gateway gateway;
    private final ManagementDoor management;
    private final Duration drainDelay;

    private GatewayApplication(Gateway gateway, ManagementDoor management, Duration drainDelay) {
        this.gateway = gateway;
        this.management = management;
        this.drainDelay = drainDelay;
    }

    /** Runs until the process is told to end. */
    public static void main(String[] none) {
        // A service that has moved must not be looked for at its old place; the gateway keeps what it needs itself.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        ConsoleLog.open(System.getenv());
        Logger log = System.getLogger(GatewayApplication.class.getName());
        try {
            GatewayApplication application = start(System.getenv());
            Runtime.getRuntime().addShutdownHook(new Thread(application::close, "drain"));
            log.log(Level.INFO, "The front door is open at port {0,number,#}", application.gateway.port());
        } catch (InvalidSettingException e) {
            log.log(Level.ERROR, e.getMessage());
            System.exit(MISCONFIGURED);
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "The gateway does not start: " + e.getMessage());
            System.exit(FAILED);
        }
    }

    static GatewayApplication start(Map<String, String> environment) {
        Settings settings = Settings.from(environment);
        DoorWatch watch = DoorWatch.from(environment);
        Gateway gateway = Gateway.start(settings.gateway(), watch);
        try {
            ManagementDoor management = ManagementDoor.open(
                    settings.managementAddress(), settings.managementPort(), gateway::isOpen, watch);
            return new GatewayApplication(gateway, management, settings.drainDelay());
        } catch (RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    /** Says at first that it will end, so that balancers look for another door, and goes on answering meanwhile. */
    @Override
    public void close() {
        gateway.announceEnd();
        try {
            TimeUnit.SECONDS.sleep(drainDelay.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        gateway.close();
        management.close();
    }
}
