#include "services/cli/progress.hpp"

#include <ostream>

#include <fmt/format.h>

namespace ladder::cli {

namespace {

constexpr int bar_characters = 30;

}  // namespace

void ProgressLine::tell(std::string_view step, std::int64_t done, std::int64_t total) {
    if (step != step_) {
        finish();
        step_ = step;
        percent_ = -1;
        if (!session_.terminal) {
            session_.err << step_ << '\n';
        }
    }
    const int percent = total > 0 ? static_cast<int>(100 * done / total) : 0;
    if (session_.terminal && percent != percent_) {
        percent_ = percent;
        draw(done, total);
    }
}

void ProgressLine::draw(std::int64_t done, std::int64_t total) {
    const auto filled = static_cast<std::size_t>(bar_characters * percent_ / 100);
    session_.err << fmt::format(
                        "\r[{}{}] {:3}% {} {}/{}\x1b[K",
                        std::string(filled, '#'),
                        std::string(bar_characters - filled, '.'),
                        percent_,
                        step_,
                        done,
                        total
                    )
                 << std::flush;
}

void ProgressLine::finish() {
    if (!step_.empty() && session_.terminal) {
        session_.err << '\n';
    }
    step_.clear();
}

std::function<void(std::string_view, std::int64_t, std::int64_t)> ProgressLine::callback() {
    return [this](std::string_view step, std::int64_t done, std::int64_t total) {
        tell(step, done, total);
    };
}

}  // namespace ladder::cli
