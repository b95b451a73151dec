// `ladder indicator judge`: one comparison of one body, as a trigger would make it.
#include <memory>
#include <ostream>
#include <string>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "ladder/v1/evaluation_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/explanations.hpp"
#include "services/cli/remote.hpp"

namespace ladder::cli {

namespace {

struct JudgeOptions {
    std::string body;
    std::string versus = "baseline";
    std::string is = "worse";
    v1::JudgeRequest request;
};

base::Result<int> judge_indicator(Session& session, const JudgeOptions& options) {
    auto request = options.request;
    request.set_body(full("bodies", options.body));
    const auto versus = parse_word<v1::Comparison>(options.versus, "--versus");
    if (!versus) {
        return versus.error();
    }
    const auto is = parse_word<v1::JudgementResult>(options.is, "--is");
    if (!is) {
        return is.error();
    }
    auto& condition = *request.mutable_condition();
    condition.set_versus(*versus);
    condition.set_is(*is);
    const bool of_peers = *versus == v1::COMPARISON_PEERS || *versus == v1::COMPARISON_PEERS_CHANGE;
    if (of_peers && condition.group().empty()) {
        condition.set_group("most_similar");
    }
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto response = ask<v1::JudgeResponse>(session, "EvaluationService/Judge", request);
    if (!response) {
        return response.error();
    }
    const auto& explanation = response->explanation();
    Output output{
        &*response,
        {&*response},
        {{"TRUTH", "TEXT"}, {{word_of(explanation.truth()), explanation.text()}}},
        explained(explanation),
        {}};
    print(session.out, session.format, output);
    return exit_ok;
}

}  // namespace

void add_indicator_judge(CLI::App& noun, Session& session) {
    auto& judge = *noun.add_subcommand(
        "judge", "compare a body's figure, with what would have changed the answer"
    );
    judge.fallthrough()->footer(
        "Example: ladder indicator judge recorded_robbery --body west-midlands --period-end "
        "2011-03-31 --versus baseline --by-at-least 5 --p-at-most 0.001"
    );
    auto options = std::make_shared<JudgeOptions>();
    auto& condition = *options->request.mutable_condition();
    const auto text = [&](const char* name, const char* what, auto set) {
        return judge.add_option_function<std::string>(name, set, what);
    };
    text("indicator", "its id", [&condition](const std::string& id) {
        condition.set_indicator(id);
    })->required();
    judge.add_option("--body", options->body, "the body")->required();
    text("--period-end", "the last day of the period", [options](const std::string& day) {
        options->request.set_period_end(day);
    })->required();
    judge.add_option("--versus", options->versus, "baseline, peers, peers_change or target");
    judge.add_option("--is", options->is, "worse or better");
    text("--group", "of peers: most_similar (as given) or all", [&condition](const std::string& g) {
        condition.set_group(g);
    });
    const auto amount = [&](const char* name, const char* what, auto set) {
        judge.add_option_function<double>(name, set, what);
    };
    amount(
        "--by-at-least",
        "the smallest gap that counts, in per cent or points",
        [&condition](double by) { condition.set_by_at_least(by); }
    );
    amount("--p-at-most", "the largest p-value that counts; none: no test", [&condition](double p) {
        condition.set_p_at_most(p);
    });
    const auto whole = [&](const char* name, const char* what, auto set) {
        judge.add_option_function<int>(name, set, what);
    };
    whole("--periods", "it must hold in so many periods", [&condition](int k) {
        condition.set_periods(k);
    });
    whole("--of-periods", "of the last so many", [&condition](int n) {
        condition.set_of_periods(n);
    });
    on_run(judge, session, [options](Session& now) { return judge_indicator(now, *options); });
}

}  // namespace ladder::cli
