package org.huibu.workflow.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.Models.Offer;
import org.huibu.process.block.Sends;
import org.huibu.process.block.Topic;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;

/**
 * What models may call. Names are read from the annotations without making the beans, because blocks depend on services that depend on
 * the engine; the beans are made when a model first calls them.
 */
@Component
public class Catalogue implements org.huibu.workflow.gate.Gate.Offers {

    private final ListableBeanFactory beans;
    private volatile Map<String, String> blockBeans;
    private volatile Map<String, Topic<?>> topics;

    Catalogue(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public boolean hasBlock(String name) {
        return blockBeans().containsKey(name);
    }

    @Override
    public boolean hasTopic(String name) {
        return topics().containsKey(name);
    }

    @Override
    public Set<String> facts() {
        var facts = new TreeSet<String>();
        blockBeans().values().forEach(bean -> facts.addAll(List.of(annotation(bean).orElseThrow().sets())));
        topics().values().forEach(topic -> facts.addAll(topic.sets()));
        sent().forEach(message -> facts.addAll(List.of(message.sets())));
        return facts;
    }

    @Override
    public Set<String> messages() {
        return sent().stream().map(Sends.Message::name).collect(Collectors.toSet());
    }

    @Override
    public Set<String> after(String block) {
        return Optional.ofNullable(blockBeans().get(block)).flatMap(this::annotation).map(mark -> Set.of(mark.after())).orElse(Set.of());
    }

    private List<Sends.Message> sent() {
        return java.util.Arrays.stream(beans.getBeanNamesForAnnotation(Sends.class))
                .flatMap(bean -> java.util.Arrays.stream(beans.findAnnotationOnBean(bean, Sends.class).value())).toList();
    }

    public BlockCall block(String name) {
        return beans.getBean(blockBeans().get(name), BlockCall.class);
    }

    public Map<String, Topic<?>> topics() {
        if (topics == null) {
            var found = new TreeMap<String, Topic<?>>();
            beans.getBeansOfType(Topic.class).values().forEach(topic -> found.put(topic.name(), topic));
            topics = found;
        }
        return topics;
    }

    public List<Offer> offers() {
        var offers = new java.util.ArrayList<Offer>();
        blockBeans().forEach((name, bean) -> {
            var block = annotation(bean).orElseThrow();
            offers.add(new Offer(name, "block", block.title(), List.of(block.sets())));
        });
        topics().values().forEach(topic -> offers.add(new Offer(topic.name(), "topic", topic.title(), List.copyOf(topic.sets()))));
        return offers;
    }

    private Map<String, String> blockBeans() {
        if (blockBeans == null) {
            var found = new TreeMap<String, String>();
            for (var bean : beans.getBeanNamesForAnnotation(Block.class)) {
                var name = annotation(bean).orElseThrow().name();
                if (found.put(name, bean) != null) {
                    throw new IllegalStateException("two blocks are named " + name);
                }
            }
            blockBeans = found;
        }
        return blockBeans;
    }

    private Optional<Block> annotation(String bean) {
        return Optional.ofNullable(beans.findAnnotationOnBean(bean, Block.class));
    }
}
