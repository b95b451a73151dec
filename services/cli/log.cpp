#include "services/cli/log.hpp"

#include <chrono>
#include <memory>
#include <mutex>
#include <unistd.h>

#include <fmt/format.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

#include "services/http/json_text.hpp"

namespace ladder::cli {

namespace {

constexpr std::size_t buffer_bytes = std::size_t{16} * 1024;

// Standard error in few writes: a line a write would cost more than most requests.
class StandardError final : public spdlog::sinks::base_sink<std::mutex> {
protected:
    void sink_it_(const spdlog::details::log_msg& message) override {
        spdlog::memory_buf_t line;
        formatter_->format(message, line);
        buffer_.append(line.data(), line.size());
        if (buffer_.size() >= buffer_bytes) {
            flush_();
        }
    }

    void flush_() override {
        std::string_view rest{buffer_};
        while (!rest.empty()) {
            const auto written = ::write(STDERR_FILENO, rest.data(), rest.size());
            if (written <= 0) {
                break;  // nobody reads the log: no reason to stop serving
            }
            rest.remove_prefix(static_cast<std::size_t>(written));
        }
        buffer_.clear();
    }

private:
    std::string buffer_;
};

// The message is the rest of a JSON object that the pattern begins.
constexpr auto pattern = R"({"time":"%Y-%m-%dT%H:%M:%S.%fZ","level":"%l",%v)";

std::string object_of(std::string_view name, std::string_view text) {
    return fmt::format(
        R"("event":{},"message":{}}})", http::json_quote(name), http::json_quote(text)
    );
}

}  // namespace

Log::Log(const std::string& level) {
    auto logger = std::make_shared<spdlog::logger>("ladder", std::make_shared<StandardError>());
    logger->set_formatter(
        std::make_unique<spdlog::pattern_formatter>(pattern, spdlog::pattern_time_type::utc)
    );
    logger->set_level(spdlog::level::from_str(level));
    logger->flush_on(spdlog::level::warn);
    spdlog::set_default_logger(std::move(logger));
    spdlog::flush_every(std::chrono::seconds{1});
}

Log::~Log() {
    spdlog::shutdown();
}

void Log::request(const http::RequestRecord& record) const {
    const auto level = record.status >= 500 ? spdlog::level::warn : spdlog::level::info;
    if (spdlog::should_log(level)) {
        spdlog::default_logger_raw()->log(level, std::string_view{http::to_json(record)}.substr(1));
    }
}

void Log::event(std::string_view name, std::string_view text) const {
    spdlog::default_logger_raw()->log(spdlog::level::info, object_of(name, text));
    spdlog::default_logger_raw()->flush();
}

void Log::warning(std::string_view name, std::string_view text) const {
    spdlog::default_logger_raw()->log(spdlog::level::warn, object_of(name, text));
}

}  // namespace ladder::cli
