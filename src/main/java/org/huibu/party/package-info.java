/**
 * Owns the protection of personal data (encryption, blind indexes, masks) and files. Refuses to judge whoever it describes.
 */
@ApplicationModule(displayName = "Parties and files", allowedDependencies = {"shared", "web", "identity", "audit"})
package org.huibu.party;

import org.springframework.modulith.ApplicationModule;
