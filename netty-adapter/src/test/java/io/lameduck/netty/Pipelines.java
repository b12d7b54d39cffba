package io.lameduck.netty;

import io.lameduck.spi.SelfSigned;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http2.CleartextHttp2ServerUpgradeHandler;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ServerUpgradeCodec;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.AsciiString;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.KeyStore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;

/** The pipelines that the documentation of Netty builds. */
enum Pipelines {
  /** With the handlers of the library in them. */
  OURS,
  /** Without. */
  OF_OTHERS;

  private static final int MAX_BYTES = 1 << 20;

  private void drain(ChannelPipeline pipeline, ChannelHandler handler) {
    if (this == OURS) {
      pipeline.addLast(handler);
    }
  }

  /** Adds to the pipeline of one channel. */
  interface Pipeline extends Consumer<ChannelPipeline> {
    default ChannelHandler initializer() {
      return new ChannelInitializer<>() {
        @Override
        protected void initChannel(Channel channel) {
          accept(channel.pipeline());
        }
      };
    }
  }

  Pipeline http1(Supplier<ChannelHandler> application) {
    return pipeline -> {
      pipeline.addLast(new HttpServerCodec());
      behindHttp1Codec(pipeline, application);
    };
  }

  /** Closes connections as clients ask for, as Netty does not by itself. */
  Pipeline closing(Supplier<ChannelHandler> application) {
    return pipeline -> {
      pipeline.addLast(new HttpServerCodec());
      drain(pipeline, new HttpDrainHandler());
      pipeline.addLast(new HttpServerKeepAliveHandler());
      behindDrainHandler(pipeline, application);
    };
  }

  /** The same without the library. */
  static Pipeline plain(Supplier<ChannelHandler> application) {
    return pipeline -> {
      pipeline.addLast(new HttpServerCodec(), new HttpServerKeepAliveHandler());
      behindDrainHandler(pipeline, application);
    };
  }

  private void behindHttp1Codec(ChannelPipeline pipeline, Supplier<ChannelHandler> application) {
    drain(pipeline, new HttpDrainHandler());
    behindDrainHandler(pipeline, application);
  }

  private static void behindDrainHandler(
      ChannelPipeline pipeline, Supplier<ChannelHandler> application) {
    pipeline
        .addLast(new HttpObjectAggregator(MAX_BYTES))
        .addLast(new WebSocketServerProtocolHandler("/ws"))
        .addLast(new EchoHandler())
        .addLast(application.get());
  }

  /** Streams with pipelines of their own. */
  Pipeline multiplexed(Supplier<ChannelHandler> application) {
    return pipeline -> {
      pipeline.addLast(frames());
      drain(pipeline, new Http2DrainHandler());
      pipeline.addLast(streams(application));
    };
  }

  /** All frames in one pipeline. */
  Pipeline framed(Supplier<ChannelHandler> application) {
    return pipeline -> {
      pipeline.addLast(frames());
      drain(pipeline, new Http2DrainHandler());
      pipeline.addLast(application.get());
    };
  }

  private static Http2FrameCodec frames() {
    return Http2FrameCodecBuilder.forServer().build();
  }

  private Http2MultiplexHandler streams(Supplier<ChannelHandler> application) {
    Pipeline stream =
        pipeline -> {
          drain(pipeline, new StreamDrainHandler());
          pipeline
              .addLast(new Http2StreamFrameToHttpObjectCodec(true))
              .addLast(new HttpObjectAggregator(MAX_BYTES))
              .addLast(application.get());
        };
    return new Http2MultiplexHandler(stream.initializer());
  }

  /** HTTP/1.1, and HTTP/2 by upgrade or to whoever begins with it. */
  Pipeline clear(Supplier<ChannelHandler> application) {
    return pipeline -> {
      HttpServerCodec codec = new HttpServerCodec();
      HttpServerUpgradeHandler upgrade =
          new HttpServerUpgradeHandler(
              codec, protocol -> upgrade(protocol, application), MAX_BYTES);
      pipeline.addLast(
          new CleartextHttp2ServerUpgradeHandler(
              codec, upgrade, multiplexed(application).initializer()));
      pipeline.addLast(new Http1Beginning(application));
    };
  }

  /** Nobody has asked for HTTP/2. */
  private final class Http1Beginning extends ChannelInboundHandlerAdapter {
    private final Supplier<ChannelHandler> application;

    Http1Beginning(Supplier<ChannelHandler> application) {
      this.application = application;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof HttpMessage) {
        behindHttp1Codec(ctx.pipeline(), application);
        ctx.pipeline().remove(this);
      }
      ctx.fireChannelRead(message);
    }
  }

  /** HTTP/2 to whoever begins with it, without frames for others. */
  static Pipeline plainHttp2(Supplier<ChannelHandler> handler) {
    return pipeline -> {
      HttpServerCodec codec = new HttpServerCodec();
      pipeline.addLast(
          new CleartextHttp2ServerUpgradeHandler(
              codec, new HttpServerUpgradeHandler(codec, protocol -> null), handler.get()));
    };
  }

  /** The same where the client agrees on it. */
  static Pipeline securePlainHttp2(SelfSigned certificate, Supplier<ChannelHandler> handler) {
    SslContext tls = tls(certificate);
    return pipeline ->
        pipeline
            .addLast(tls.newHandler(pipeline.channel().alloc()))
            .addLast(
                new ApplicationProtocolNegotiationHandler(ApplicationProtocolNames.HTTP_1_1) {
                  @Override
                  protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
                    ctx.pipeline().addLast(handler.get());
                  }
                });
  }

  /** HTTP/1.1 as frameworks speak it whose codec has two halves, and comes with the first byte. */
  static Pipeline byTheFirstByte(Supplier<ChannelHandler> application) {
    return pipeline -> pipeline.addLast(new FirstByte(application));
  }

  private static final class FirstByte extends ChannelInboundHandlerAdapter {
    private final Supplier<ChannelHandler> application;

    FirstByte(Supplier<ChannelHandler> application) {
      this.application = application;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ctx.pipeline().addLast(new HttpRequestDecoder(), new HttpResponseEncoder());
      behindDrainHandler(ctx.pipeline(), application);
      ctx.pipeline().remove(this);
      ctx.fireChannelRead(message);
    }
  }

  private HttpServerUpgradeHandler.UpgradeCodec upgrade(
      CharSequence protocol, Supplier<ChannelHandler> application) {
    return AsciiString.contentEquals(Http2CodecUtil.HTTP_UPGRADE_PROTOCOL_NAME, protocol)
        ? this == OURS
            ? new Http2ServerUpgradeCodec(frames(), new Http2DrainHandler(), streams(application))
            : new Http2ServerUpgradeCodec(frames(), streams(application))
        : null;
  }

  /** HTTP/1.1, and HTTP/2 where the client agrees on it. */
  Pipeline secure(SelfSigned certificate, Supplier<ChannelHandler> application) {
    SslContext tls = tls(certificate);
    return pipeline ->
        pipeline
            .addLast(tls.newHandler(pipeline.channel().alloc()))
            .addLast(new Negotiation(application));
  }

  /** HTTP/1.1 alone, without negotiation. */
  Pipeline secureHttp1(SelfSigned certificate, Supplier<ChannelHandler> application) {
    SslContext tls = tls(certificate);
    return pipeline -> {
      pipeline.addLast(tls.newHandler(pipeline.channel().alloc()));
      http1(application).accept(pipeline);
    };
  }

  private final class Negotiation extends ApplicationProtocolNegotiationHandler {
    private final Supplier<ChannelHandler> application;

    Negotiation(Supplier<ChannelHandler> application) {
      super(ApplicationProtocolNames.HTTP_1_1);
      this.application = application;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
      boolean http2 = protocol.equals(ApplicationProtocolNames.HTTP_2);
      (http2 ? multiplexed(application) : http1(application)).accept(ctx.pipeline());
    }
  }

  private static SslContext tls(SelfSigned certificate) {
    try (InputStream in = Files.newInputStream(certificate.store())) {
      char[] password = SelfSigned.PASSWORD.toCharArray();
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, password);
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, password);
      return SslContextBuilder.forServer(managers)
          .applicationProtocolConfig(
              new ApplicationProtocolConfig(
                  Protocol.ALPN,
                  SelectorFailureBehavior.NO_ADVERTISE,
                  SelectedListenerFailureBehavior.ACCEPT,
                  ApplicationProtocolNames.HTTP_2,
                  ApplicationProtocolNames.HTTP_1_1))
          .build();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
