#include "services/worker/fold_check.hpp"

#include "db/verify.hpp"

namespace ladder::worker {

base::Result<FoldStep> FoldCheck::step() {
    const auto streams = db::verify_streams(app_.database, after_, fold_check_streams);
    if (!streams) {
        return streams.error();
    }
    FoldStep step;
    for (const auto& one : *streams) {
        app_.fold->checked(one.stream, one.agrees);
        ++step.checked;
        if (!one.agrees) {
            step.disagreeing.push_back(one.stream);
        }
        after_ = one.stream;
    }
    if (step.checked < fold_check_streams) {
        app_.fold->round_ended(app_.clock());
        after_.clear();
    }
    return step;
}

}  // namespace ladder::worker
