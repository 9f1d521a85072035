/** Orders to lending banks and what they answer. */
@org.springframework.modulith.NamedInterface("bank")
package org.huibu.guarantee.bank;
