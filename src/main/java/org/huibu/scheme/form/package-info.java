/** Camunda forms as this house understands them: a declared subset of components, rendered and validated on the server. */
@org.springframework.modulith.NamedInterface("form")
package org.huibu.scheme.form;
