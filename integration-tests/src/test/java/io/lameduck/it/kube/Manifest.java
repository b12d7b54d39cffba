package io.lameduck.it.kube;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** API objects as somebody's YAML has them, and with what a test changes in them. Immutable. */
final class Manifest {
  private final List<HasMetadata> objects;

  private Manifest(List<HasMetadata> objects) {
    this.objects = List.copyOf(objects);
  }

  /** Of an example, from the file that is called like it. */
  static Manifest of(String example) {
    return of(example, example + ".yaml");
  }

  /** Of an example, from this file. */
  static Manifest of(String example, String file) {
    String examples = Objects.requireNonNull(System.getProperty("it.examples"));
    try (InputStream yaml = Files.newInputStream(Path.of(examples, example, file))) {
      return new Manifest(objects(new KubernetesSerialization().unmarshal(yaml)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of YAML in a test. */
  static Manifest inline(String yaml) {
    return new Manifest(objects(new KubernetesSerialization().unmarshal(yaml)));
  }

  /** Of one object that a test has made. */
  static Manifest of(HasMetadata object) {
    return new Manifest(List.of(object));
  }

  /** One document is one object, several are a collection. */
  private static List<HasMetadata> objects(Object parsed) {
    Collection<?> all = parsed instanceof Collection<?> several ? several : List.of(parsed);
    return all.stream().map(HasMetadata.class::cast).toList();
  }

  List<HasMetadata> objects() {
    return objects;
  }

  /** With the objects of another one behind its own. */
  Manifest and(Manifest other) {
    List<HasMetadata> all = new ArrayList<>(objects);
    all.addAll(other.objects);
    return new Manifest(all);
  }

  /** With every part of this kind changed, wherever it stands. */
  <B> Manifest with(Class<B> builder, Consumer<B> change) {
    KubernetesListBuilder list = new KubernetesListBuilder().withItems(objects);
    return new Manifest(list.accept(builder, change::accept).build().getItems());
  }

  /** Its ConfigMaps alone. */
  Manifest configuration() {
    return new Manifest(objects.stream().filter(ConfigMap.class::isInstance).toList());
  }

  /** The pod that its only Deployment would make, alone, with its configuration. */
  Manifest pod(String name) {
    Stream<HasMetadata> pods =
        objects.stream()
            .filter(Deployment.class::isInstance)
            .map(deployment -> pod(name, ((Deployment) deployment).getSpec().getTemplate()));
    return configuration().and(new Manifest(pods.toList()));
  }

  private static Pod pod(String name, PodTemplateSpec template) {
    return new PodBuilder()
        .withMetadata(template.getMetadata())
        .editMetadata()
        .withName(name)
        .endMetadata()
        .withSpec(template.getSpec())
        .build();
  }

  /** With a setting in its ConfigMap. */
  Manifest set(String variable, String value) {
    return with(ConfigMapBuilder.class, map -> map.addToData(variable, value));
  }

  /** Without a setting in its ConfigMap. */
  Manifest unset(String variable) {
    return with(ConfigMapBuilder.class, map -> map.removeFromData(variable));
  }

  /** With every container changed. */
  Manifest withContainers(Consumer<ContainerBuilder> change) {
    return with(ContainerBuilder.class, change);
  }

  /** With a variable of every container, which goes before one of the ConfigMap. */
  Manifest env(String variable, String value) {
    return withContainers(c -> c.addNewEnv().withName(variable).withValue(value).endEnv());
  }

  /** With every pod changed. */
  Manifest withPods(Consumer<PodSpecBuilder> change) {
    return with(PodSpecBuilder.class, change);
  }
}
