/** Filling in, checking and sending an application; faults at their field. */
package org.huibu.portal.form;
