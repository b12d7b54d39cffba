package io.lameduck.examples.redis;

import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** What the init container runs: ends as soon as Redis answers. */
public final class AwaitRedis {
  private AwaitRedis() {}

  public static void main(String[] args) throws InterruptedException {
    try (RedisClient redis = RedisGated.redis()) {
      while (!answers(redis)) {
        Thread.sleep(1000);
      }
    }
  }

  private static boolean answers(RedisClient redis) {
    try {
      redis.ping();
      return true;
    } catch (JedisException e) {
      System.err.println("waiting for Redis: " + e.getMessage());
      return false;
    }
  }
}
