package dev.latchkey.benchmarks;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What a login costs in CPU time, everything counted: gateway, services, PostgreSQL, Kafka. Printed as milliseconds a part and
 * as a multiple of {@link CryptographyFloor}, which is measured in the same run.
 */
public final class LoginCost {

    private static final int CALLERS = 8;
    private static final int WARM_UP_ROUNDS = 2;
    private static final int MEASURED_ROUNDS = 3;
    /** What is still under way after the last answer (relay, projections) belongs to the logins too. */
    private static final int SETTLE_SECONDS = 2;

    private LoginCost() {}

    /** Arguments: the front door's URL, the suite's data folder, logins a round. */
    public static void main(String[] arguments)
            throws GeneralSecurityException, InterruptedException, ExecutionException {
        if (arguments.length != 3) {
            System.err.println("LoginCost URL DATA-FOLDER LOGINS-A-ROUND");
            System.exit(2);
        }
        SuiteCpu cpu = new SuiteCpu(Path.of(arguments[1]));
        int logins = Integer.parseInt(arguments[2]);
        List<Caller> callers = IntStream.range(0, CALLERS)
                .mapToObj(index -> new Caller(arguments[0]))
                .toList();
        callers.forEach(Caller::signUp);
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            signIn(callers, logins);
        }
        for (int round = 1; round <= MEASURED_ROUNDS; round++) {
            measure(round, cpu, callers, logins);
        }
    }

    private static void measure(int round, SuiteCpu cpu, List<Caller> callers, int logins)
            throws GeneralSecurityException, InterruptedException, ExecutionException {
        double floor = CryptographyFloor.milliseconds();
        Map<String, Double> before = cpu.milliseconds();
        long start = System.nanoTime();
        signIn(callers, logins);
        double seconds = (System.nanoTime() - start) / 1e9;
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        double total = 0;
        System.out.printf("round %d%n", round);
        for (Map.Entry<String, Double> part : cpu.milliseconds().entrySet()) {
            double each = (part.getValue() - before.getOrDefault(part.getKey(), 0.0)) / logins;
            total += each;
            System.out.printf("  %-24s %6.2f ms%n", part.getKey(), each);
        }
        System.out.printf(
                "  %-24s %6.2f ms CPU a login = %.1f x its cryptography on the JDK (%.2f ms); %.0f logins/s%n",
                "all", total, total / floor, floor, logins / seconds);
    }

    private static void signIn(List<Caller> callers, int logins) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(callers.size())) {
            List<Future<?>> running = callers.stream()
                    .<Future<?>>map(caller -> threads.submit(() -> {
                        for (int index = 0; index < logins / callers.size(); index++) {
                            caller.signIn();
                        }
                    }))
                    .toList();
            for (Future<?> each : running) {
                each.get();
            }
        }
    }
}
