package org.huibu.notification.spi;

/** The network for text messages. It never throws for a broken line. */
@FunctionalInterface
public interface Sms {

    /**
     * @param key idempotency key, the same for ever for one message
     * @return false if nobody knows whether it went out; then it is sent again under the same key
     */
    boolean send(String key, String mobile, String text);
}
