package io.lameduck.peers.suspendapp

import arrow.continuations.SuspendApp
import arrow.continuations.ktor.server
import arrow.fx.coroutines.resourceScope
import io.ktor.server.netty.Netty
import io.ktor.server.request.receive
import io.ktor.server.response.respondText
import io.ktor.server.routing.get
import io.ktor.server.routing.post
import io.ktor.server.routing.routing
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.delay

private val KIBIBYTE = "hello, world! \n\n".repeat(64)

/** A service on Ktor that leaves its end to SuspendApp. */
fun main() {
  // Ktor's own shutdown hook would end the engine at once, beside SuspendApp's (suspendapp#115).
  System.setProperty("io.ktor.server.engine.ShutdownHook", "false")
  val port = (System.getenv("PORT") ?: "8080").toInt()
  val delay = Duration.parse(System.getenv("PEER_DELAY") ?: "5s")
  SuspendApp(timeout = Duration.INFINITE) {
    resourceScope {
      server(Netty, port = port, preWait = delay, grace = 1.seconds, timeout = 20.seconds) {
        routing {
          get("/") { call.respondText(KIBIBYTE) }
          get("/ready") { call.respondText("ready\n") }
          get("/slow") {
            delay((call.request.queryParameters["ms"] ?: "1000").toLong())
            call.respondText(KIBIBYTE)
          }
          post("/") { call.respondText("${call.receive<ByteArray>().size}\n") }
        }
      }
      awaitCancellation()
    }
  }
}
