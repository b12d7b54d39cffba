package io.lameduck.examples.dropwizard;

import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.lameduck.dropwizard.LameduckBundle;

/**
 * A small service on Dropwizard that drops no request when it is told to end. With {@code
 * PLAIN=true} it is as it would be without the library.
 */
public final class OnDropwizard extends Application<Configuration> {
  private static final boolean PLAIN = Boolean.parseBoolean(System.getenv("PLAIN"));

  public static void main(String[] args) throws Exception {
    new OnDropwizard().run("server", "dropwizard.yml");
  }

  @Override
  public void initialize(Bootstrap<Configuration> bootstrap) {
    bootstrap.setConfigurationSourceProvider(
        new SubstitutingSourceProvider(
            new ResourceConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
    if (!PLAIN) {
      bootstrap.addBundle(new LameduckBundle());
    }
  }

  @Override
  public void run(Configuration configuration, Environment environment) {
    environment.jersey().register(new HelloResource());
    if (PLAIN) {
      environment.jersey().register(new ProbeResource());
    }
  }
}
