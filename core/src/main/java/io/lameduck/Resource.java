package io.lameduck;

/**
 * Something of the user's that the shutdown closes.
 *
 * @param name how logs and the report call it
 */
record Resource(String name, AutoCloseable closeable) {}
