package dev.latchkey.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many callers at once. */
final class Crowd {

    private Crowd() {}

    /** Starts everybody at one moment and waits for all. */
    static <T> List<T> atOnce(int size, IntFunction<T> call) {
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<T>>();
            for (int i = 0; i < size; i++) {
                int number = i;
                calls.add(threads.submit(() -> {
                    go.await();
                    return call.apply(number);
                }));
            }
            go.countDown();
            return results(calls);
        }
    }

    /** Works through the numbers below size, some at a time. */
    static <T> List<T> some(int atATime, int size, IntFunction<T> call) {
        try (var threads = Executors.newFixedThreadPool(atATime)) {
            var calls = new ArrayList<Future<T>>();
            for (int i = 0; i < size; i++) {
                int number = i;
                calls.add(threads.submit(() -> call.apply(number)));
            }
            return results(calls);
        }
    }

    private static <T> List<T> results(List<Future<T>> calls) {
        try {
            var results = new ArrayList<T>();
            for (var one : calls) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
