package io.lameduck.it.kube;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a namespace on the one cluster, and keeps what it was like when a test fails. */
final class ClusterExtension
    implements ExecutionCondition, ParameterResolver, AfterTestExecutionCallback {
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(ClusterExtension.class);

  static {
    // Several tests share one node, which may be small.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  /** What became of the attempt to have a cluster; made once, closed when all tests are over. */
  private record Attempt(@Nullable TestBed cluster, String why, @Nullable RuntimeException failure)
      implements AutoCloseable {
    static Attempt make() {
      try {
        return new Attempt(TestBed.open(), "", null);
      } catch (TestBed.Missing e) {
        return new Attempt(null, String.valueOf(e.getMessage()), null);
      } catch (RuntimeException e) {
        return new Attempt(null, "", e);
      }
    }

    /** For a test that was not skipped; each of them fails where the attempt did. */
    TestBed bed() {
      if (cluster == null) {
        throw new IllegalStateException("the cluster that is to be tested on failed", failure);
      }
      return cluster;
    }

    @Override
    public void close() {
      if (cluster != null) {
        cluster.close();
      }
    }
  }

  private static Attempt attempt(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(STORE)
        .computeIfAbsent(Attempt.class, key -> Attempt.make(), Attempt.class);
  }

  /** Asked of each test, not of the class, so that each is counted as skipped. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (context.getTestMethod().isEmpty() || attempt(context).why().isEmpty()) {
      return ConditionEvaluationResult.enabled("");
    }
    return ConditionEvaluationResult.disabled("no cluster: " + attempt(context).why());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Namespace.class;
  }

  @Override
  public Namespace resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestBed bed = attempt(context).bed();
    return context
        .getStore(STORE)
        .computeIfAbsent(Namespace.class, key -> bed.namespace(), Namespace.class);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    Namespace namespace = context.getStore(STORE).get(Namespace.class, Namespace.class);
    if (namespace != null && context.getExecutionException().isPresent()) {
      System.out.println(context.getDisplayName() + " failed; " + Diagnosis.of(namespace));
    }
  }
}
