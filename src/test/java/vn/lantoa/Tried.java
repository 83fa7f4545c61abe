package vn.lantoa;

import java.util.List;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;
import org.springframework.test.context.TestContextManager;

/// Lets the properties of an [AppTest] run in the one context of all such tests, which Spring keeps for the process,
/// whichever engine asks. Each try, also while a failing case is made smaller, is a transaction of its own that is
/// rolled back. On the class: `@AddLifecycleHook(Tried.class)`.
public final class Tried implements AroundPropertyHook, AroundTryHook {

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property)
            throws Exception {
        new TestContextManager(context.containerClass()).prepareTestInstance(context.testInstance());
        return property.execute();
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor attempt, List<Object> drawn)
            throws Exception {
        var manager = new TestContextManager(context.containerClass());
        manager.beforeTestMethod(context.testInstance(), context.targetMethod());
        var result = attempt.execute(drawn);
        manager.afterTestMethod(
                context.testInstance(),
                context.targetMethod(),
                result.throwable().orElse(null));
        return result;
    }
}
