package org.huibu.shared;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import org.springframework.data.domain.AbstractAggregateRoot;

/** Base of every aggregate: an assigned id, an optimistic version, and events published when it is saved. */
@MappedSuperclass
public abstract class Aggregate<A extends Aggregate<A>> extends AbstractAggregateRoot<A> {

    @Id
    private Long id;

    @Version
    private Long version;

    protected Aggregate() {
        // for JPA
    }

    protected Aggregate(long id) {
        this.id = id;
    }

    public long id() {
        return id;
    }

    /** Changes with every save; {@code null} before the first. */
    public Long version() {
        return version;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Aggregate<?> aggregate && getClass() == other.getClass() && id.equals(aggregate.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
