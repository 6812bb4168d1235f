package dev.latchkey.audit.proof.anchor;

import dev.latchkey.kernel.messaging.KafkaSettings;
import dev.latchkey.kernel.messaging.OrderedTopic;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the anchors that are configured. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnchorProperties.class)
class AnchorConfiguration {

    @Bean
    @ConditionalOnProperty("latchkey.audit.tree-heads.anchors.file.path")
    TreeHeadAnchor fileAnchor(AnchorProperties properties) {
        return new FileAnchor(properties.file().path());
    }

    @Bean
    @ConditionalOnProperty(name = "latchkey.audit.tree-heads.anchors.topic.enabled", havingValue = "true")
    TopicAnchor topicAnchor(KafkaSettings kafka) {
        return new TopicAnchor(new OrderedTopic(kafka, TopicAnchor.TOPIC));
    }

    @Bean
    @ConditionalOnProperty("latchkey.audit.tree-heads.anchors.bucket.name")
    TreeHeadAnchor bucketAnchor(AnchorProperties properties, Clock clock) {
        return new BucketAnchor(properties.bucket(), clock);
    }
}
