#include "services/metrics/metrics.hpp"

#include <map>
#include <mutex>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <boost/asio/post.hpp>

#include "db/journal.hpp"

namespace ladder::metrics {

namespace {

using prometheus::BuildCounter;
using prometheus::BuildGauge;
using prometheus::Counter;
using prometheus::Gauge;

void raise_to(Counter& counter, std::int64_t total) {
    const auto more = static_cast<double>(total) - counter.Value();
    if (more > 0) {
        counter.Increment(more);
    }
}

}  // namespace

class Metrics::Impl {
public:
    Impl(api::Application& app, std::string_view version, std::string_view commit)
        : app_{app},
          events_{gauge("ladder_journal_events", "Events in the journal")},
          mismatches_{gauge(
              "ladder_fold_mismatches",
              "Streams whose lists do not agree with the fold of the journal; must be 0"
          )},
          checked_{counter("ladder_fold_streams_checked_total", "Streams compared with the fold")},
          rounds_{counter("ladder_fold_rounds_total", "Whole rounds of that comparison")},
          requests_{BuildCounter()
                        .Name("ladder_http_requests_total")
                        .Help("Answered requests by Connect code")
                        .Register(registry_)} {
        BuildGauge()
            .Name("ladder_build_info")
            .Help("The build that runs")
            .Register(registry_)
            .Add({{"version", std::string{version}}, {"commit", std::string{commit}}})
            .Set(1);
    }

    void answered(std::string_view code) {
        requests_.Add({{"code", std::string{code}}}).Increment();
    }

    std::string text() {
        const std::lock_guard lock{mutex_};
        const auto size =
            app_.database.read([&](soci::session& session) -> base::Result<std::int64_t> {
                return db::read_head(session, app_.database.backend()).size;
            });
        if (size) {
            events_.Set(static_cast<double>(*size));
        }
        const auto fold = app_.fold->now();
        mismatches_.Set(static_cast<double>(fold.mismatches()));
        raise_to(checked_, fold.streams_checked());
        raise_to(rounds_, fold.rounds());
        return prometheus::TextSerializer{}.Serialize(registry_.Collect());
    }

private:
    Gauge& gauge(const char* name, const char* help) {
        return BuildGauge().Name(name).Help(help).Register(registry_).Add({});
    }

    Counter& counter(const char* name, const char* help) {
        return BuildCounter().Name(name).Help(help).Register(registry_).Add({});
    }

    prometheus::Registry registry_;
    api::Application& app_;
    std::mutex mutex_;
    Gauge& events_;
    Gauge& mismatches_;
    Counter& checked_;
    Counter& rounds_;
    prometheus::Family<Counter>& requests_;
};

Metrics::Metrics(api::Application& app, std::string_view version, std::string_view commit)
    : impl_{std::make_unique<Impl>(app, version, commit)} {}

Metrics::~Metrics() = default;

void Metrics::answered(std::string_view code) {
    impl_->answered(code);
}

std::string Metrics::text() {
    return impl_->text();
}

void add_metrics(http::Router& router, Metrics& metrics, boost::asio::thread_pool& threads) {
    router.add("GET", "/metrics", [&](const http::Request&, const http::Reply& reply) {
        boost::asio::post(threads, [&metrics, reply] {
            http::Response response;
            response.content_type = "text/plain; version=0.0.4; charset=utf-8";
            response.body = metrics.text();
            reply.send(std::move(response));
        });
    });
}

}  // namespace ladder::metrics
