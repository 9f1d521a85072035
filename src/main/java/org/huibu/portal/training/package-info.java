/** What an enterprise records of its class in training. */
package org.huibu.portal.training;
