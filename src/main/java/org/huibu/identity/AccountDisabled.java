package org.huibu.identity;

/** Nobody works with the account any more; what it held is free for others. */
public record AccountDisabled(String username) { }
