package dev.latchkey.standalone.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.latchkey.standalone.terminal.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartTest {

    private final BlockingQueue<RecordedLife> lives = new LinkedBlockingQueue<>();
    private final List<String> news = new CopyOnWriteArrayList<>();
    private volatile @Nullable RuntimeException refusal;
    private final Part part = new Part("token", this::begin, news::add, () -> {});

    @AfterEach
    void stop() {
        part.stop();
    }

    @Test
    void isReadyOnceItSaysSo() throws Exception {
        CompletableFuture<Duration> ready = part.start();

        RecordedLife life = lives.poll(10, TimeUnit.SECONDS);
        assertThat(ready).isNotDone();
        life.ready.complete(null);

        Part.await(ready);
        assertThat(part.state()).isEqualTo(Part.State.READY);
        assertThat(part.pid()).isEqualTo(life.pid());
    }

    @Test
    void isStartedAgainWhenItDies() throws Exception {
        RecordedLife first = startReady();

        first.end.complete("ended with exit code 137");

        RecordedLife second = lives.poll(10, TimeUnit.SECONDS);
        second.ready.complete(null);
        await().until(() -> part.state() == Part.State.READY && part.pid() == second.pid());
        assertThat(news).anyMatch(line -> line.contains("token ended with exit code 137; it is started again"));
        assertThat(news).contains("token is back");
    }

    @Test
    void staysStoppedWhenItIsStopped() throws Exception {
        RecordedLife life = startReady();

        part.stop();

        assertThat(life.stopped).isTrue();
        assertThat(part.state()).isEqualTo(Part.State.STOPPED);
        assertThat(part.pid()).isZero();
        assertThat(lives).isEmpty();
    }

    @Test
    void isStoppedWhileItWaitsToBeStartedAgain() throws Exception {
        RecordedLife life = startReady();
        refusal = Trouble.failed("no such jar");

        life.end.complete("ended");
        await().until(() ->
                news.stream().filter(line -> line.contains("no such jar")).count() >= 2);
        part.stop();

        assertThat(part.state()).isEqualTo(Part.State.STOPPED);
    }

    @Test
    void givesUpWhenItHasNeverBeenReady() {
        refusal = Trouble.failed("the tenant is wrong");

        CompletableFuture<Duration> ready = part.start();

        assertThatThrownBy(() -> Part.await(ready)).hasMessage("the tenant is wrong");
        await().until(() -> part.state() == Part.State.STOPPED);
        assertThat(news).isEmpty();
    }

    @Test
    void canBeStartedAfterItGaveUp() throws Exception {
        refusal = Trouble.failed("the tenant is wrong");
        CompletableFuture<Duration> failed = part.start();
        assertThatThrownBy(() -> Part.await(failed)).hasMessage("the tenant is wrong");
        await().until(() -> part.state() == Part.State.STOPPED);
        refusal = null;

        startReady();

        assertThat(part.state()).isEqualTo(Part.State.READY);
    }

    @Test
    void tellsWhoeverStartedItThatItWasStoppedBeforeItWasReady() throws Exception {
        CompletableFuture<Duration> ready = part.start();
        lives.poll(10, TimeUnit.SECONDS);

        part.stop();

        assertThatThrownBy(() -> Part.await(ready)).isInstanceOf(RuntimeException.class);
        assertThat(part.state()).isEqualTo(Part.State.STOPPED);
    }

    private RecordedLife startReady() throws Exception {
        CompletableFuture<Duration> ready = part.start();
        RecordedLife life = lives.poll(10, TimeUnit.SECONDS);
        life.ready.complete(null);
        Part.await(ready);
        return life;
    }

    private Life begin() {
        RuntimeException reason = refusal;
        if (reason != null) {
            throw reason;
        }
        RecordedLife life = new RecordedLife();
        lives.add(life);
        return life;
    }

    /** A life in the hands of the test. */
    private static final class RecordedLife implements Life {

        private static long pids = 100;

        private final long pid = ++pids;
        private final CompletableFuture<Void> ready = new CompletableFuture<>();
        private final CompletableFuture<String> end = new CompletableFuture<>();
        private volatile boolean stopped;

        @Override
        public long pid() {
            return pid;
        }

        @Override
        public void awaitReady(Duration limit) {
            ready.orTimeout(10, TimeUnit.SECONDS).join();
        }

        @Override
        public CompletableFuture<String> end() {
            return end;
        }

        @Override
        public void stop() {
            stopped = true;
            ready.completeExceptionally(Trouble.failed("stopped"));
            end.complete("was stopped");
        }
    }
}
